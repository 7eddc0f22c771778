/** Lists of fixed-size numbers, for generated code: each element type, direction and kind of array has its own function. */
export * from "./list/bytes.js";
export * from "./list/copy-into.js";
export * from "./list/read-plain.js";
export * from "./list/read-typed.js";
export * from "./list/write.js";
export * from "./list/write-i64.js";
export * from "./list/write-numbers.js";
export * from "./list/write-typed.js";
