/**
 * Which fields the rows read: paths of names and indexes. One field is the first one that says who a message is about (the
 * first declared one but in Tiny, where that is a bool); of points, a field of a struct in the middle.
 */
export const fields = {
  Tiny: { one: ["id"], three: [["id"], ["ts"], ["name"]], last: ["color"] },
  Small: {
    one: ["id"],
    three: [["id"], ["email"], ["addr", "city"]],
    last: ["sig"],
    edit: "email",
  },
  Big: { one: ["num"], three: [["num"], ["ano", "b"], ["text"]], last: ["blob"], edit: "text" },
  Chat: {
    one: ["id"],
    three: [["id"], ["msgs", 0, "role"], ["msgs", 25, "ts"]],
    last: ["msgs", 49, "tokens"],
    edit: "id",
  },
  Points: {
    one: ["pts", 5000, "v"],
    three: [
      ["pts", 5000, "v"],
      ["pts", 5000, "lo"],
      ["pts", 5000, "flags"],
    ],
    last: ["pts", 9999, "flags"],
  },
};

/** What a string field is set to. */
export const EDITED = "twenty-four characters..";

/** The same path in our views, as text. */
export const viewPath = (v, path) =>
  path.reduce(
    (text, part) => (typeof part === "number" ? `${text}.at(${part})` : `${text}.${part}`),
    v,
  );

/** The value at the end of a path of plain objects. */
export const follow = (value, path) => path.reduce((at, part) => at[part], value);
