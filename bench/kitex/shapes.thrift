// Three record shapes of growing size, to compare with Kitex's FastCodec.
namespace go shapes

enum Kind { FIRST, SECOND, THIRD }

/** Scalars and two byte runs only. */
struct Small {
  1: i8 tiny
  2: i64 wide
  3: double ratio
  4: i32 count
  5: string text
  6: binary blob
  7: Kind kind
}

/** Every scalar again, plus lists, maps and nested records. */
struct Medium {
  1: string text
  2: list<Small> smalls
  3: double ratio
  4: i32 count
  5: list<i32> counts
  6: i64 wide
  7: map<string, string> labels
  8: Small one
  9: map<i32, i64> totals
  10: list<string> texts
  11: binary blob
  12: map<i64, string> names
  13: list<i64> wides
  14: i8 tiny
  15: map<string, Small> index
}

/** Field 1 has a record as its key. */
struct Large {
  1: map<Small, Medium> byRecord
  2: Small one
  3: i8 tiny
  4: double ratio
  5: list<Medium> mediums
  6: i64 wide
  7: Medium mid
  8: binary blob
  9: string text
  11: i32 count
}
