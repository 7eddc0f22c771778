struct Track {
  1: required string title
  2: required i32 seconds
  3: string artist = "unknown"
}
