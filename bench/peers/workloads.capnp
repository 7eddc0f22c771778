# The workloads of ../workloads.thrift as Cap'n Proto.
@0xd1c7a1b3e5f60a24;

enum Color { red @0; green @1; blue @2; }

struct Entry { key @0 :Text; value @1 :Text; }

struct Tiny { ok @0 :Bool; id @1 :Int32; ts @2 :Int64; score @3 :Float64; name @4 :Text; color @5 :Color; }

struct Address { street @0 :Text; city @1 :Text; zip @2 :Int32; lat @3 :Float64; lon @4 :Float64; }

struct Small {
  id @0 :Int64;
  name @1 :Text;
  email @2 :Text;
  active @3 :Bool;
  age @4 :Int32;
  score @5 :Float64;
  addr @6 :Address;
  tags @7 :List(Text);
  attrs @8 :List(Entry);
  codes @9 :List(Int32);
  color @10 :Color;
  places @11 :List(Address);
  sig @12 :Data;
}

struct Ano { a @0 :Int64; b @1 :Text; c @2 :Int32; d @3 :Float64; e @4 :Bool; }

struct Big {
  num @0 :Int64;
  ano @1 :Ano;
  nums @2 :List(Int64);
  kv @3 :List(Entry);
  anos @4 :List(Ano);
  text @5 :Text;
  blob @6 :Data;
}

struct ChatMsg { role @0 :Text; text @1 :Text; ts @2 :Int64; tokens @3 :Int32; }
struct Chat { id @0 :Text; msgs @1 :List(ChatMsg); }

struct Point {
  ts @0 :Int64;
  v @1 :Float64;
  a @2 :Int32;
  b @3 :Int32;
  lo @4 :Float64;
  hi @5 :Float64;
  ok @6 :Bool;
  flags @7 :Int16;
}
struct Points { pts @0 :List(Point); }
