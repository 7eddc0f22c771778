/** Values of fields that were set: encoded at once, so that they are checked, and later changes to them do not count. */
import { joinPieces, type Message } from "./message.js";

/** A value in wire form, behind its field header where it is a field's. */
export class Edit {
  readonly chunks: readonly Uint8Array[];
  private opened: Message | undefined;

  constructor(chunks: readonly Uint8Array[]) {
    this.chunks = chunks;
  }

  /** To read it, as any other bytes. */
  get message(): Message {
    return (this.opened ??= joinPieces(this.chunks));
  }
}
