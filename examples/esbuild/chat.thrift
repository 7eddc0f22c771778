include "person.thrift"

/** One line of a chat. */
struct Message {
  1: required i64 sentAt
  2: required person.Person author
  3: required string text
  4: set<string> mentions
}
