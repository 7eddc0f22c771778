/** Conversions that several peers share. */
export const mapToObject = (map) => Object.fromEntries(map);
export const objectToMap = (object) => new Map(Object.entries(object));
export const toBuffer = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
export const toBytes = (buffer) => new Uint8Array(buffer);
