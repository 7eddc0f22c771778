/** Somebody who writes. */
struct Person {
  1: required i32 id
  2: required string name
}
