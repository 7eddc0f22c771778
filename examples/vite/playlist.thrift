include "track.thrift"

struct Playlist {
  1: required string title
  2: required list<track.Track> tracks
}
