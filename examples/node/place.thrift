struct Place {
  1: required double latitude
  2: required double longitude
}
