import { Playlist } from "./playlist.thrift";
import { PlaylistView } from "./playlist.view.thrift";

const bytes = Playlist.encode({
  title: "Morning",
  tracks: [
    { title: "Air", seconds: 313, artist: "Bach" },
    { title: "Aria", seconds: 254 },
  ],
});

const list = document.querySelector("#tracks");
for (const { title, artist, seconds } of Playlist.decode(bytes).tracks) {
  const item = document.createElement("li");
  item.textContent = `${title} by ${artist}, ${seconds} s`;
  list?.append(item);
}

const size = document.querySelector("#size");
if (size !== null) size.textContent = `${PlaylistView.of(bytes).title}: ${bytes.length} bytes`;
