/** Code made from text: each piece is its own, with its own type feedback. */
export const capitalize = (name) => name[0].toUpperCase() + name.slice(1);

let count = 0;

/** A function of its own, even where the text is not: V8 shares what it learnt between equal texts. */
export const compileText = (parameters, text) =>
  // oxlint-disable-next-line no-new-func, no-implied-eval
  new Function(...parameters, `// text ${count++}\n${text}`);
