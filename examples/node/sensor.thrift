include "place.thrift"

struct Reading {
  1: required i64 at
  2: required double celsius
  3: optional place.Place place
}
