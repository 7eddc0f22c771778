/** Hints name options as the command line has them; those who configure a bundler write them as keys. */

const TRANSLATIONS: readonly (readonly [RegExp, string])[] = [
  [/name the directory it stands in with -I\b/g, "add its directory to includeDirs"],
  [/-I (\S+) to allow/g, '"$1" to includeDirs to allow'],
  [/--root\b/g, "root"],
  [/--runtime\b/g, "the option runtime"],
  [/--(dialect|i64) (\w+)/g, '$1: "$2"'],
  [/--lenient\b/g, "lenient: true"],
  [/(?<=\s)-I\b/g, "includeDirs"],
];

/** The hint in words of a config file. */
export function translateFlags(hint: string): string {
  return TRANSLATIONS.reduce((text, [flag, key]) => text.replace(flag, key), hint);
}
