import { Message } from "./chat.thrift";
import { MessageView } from "./chat.view.thrift";

const bytes = Message.encode({
  sentAt: 1_795_000_000_000n,
  author: { id: 7, name: "Ada" },
  text: "Does the engine weave?",
  mentions: new Set(["charles"]),
});

const message = Message.decode(bytes);
console.log(`${message.author.name}: ${message.text} (${bytes.length} bytes)`);

// The view reads a field where it lies, and takes edits without decoding the rest.
const view = MessageView.of(bytes);
view.text = "It weaves algebraical patterns.";
console.log(`${view.author.name}: ${Message.decode(view.$toBytes()).text}`);
