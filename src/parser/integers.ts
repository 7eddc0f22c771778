/** Decimal, `0x` or `0o` digits behind an optional sign. */
const significantDigits = /^([+-]?)(0x|0o|)0*([0-9A-Fa-f]*)$/;

/** The longest numbers that can fit i64: 0o1 and 21 zeros has 22 digits. More are not worth a conversion. */
const maximumDigits = 22;

/** The value of an integer token's image; undefined where it has more digits than any i64. */
export function parseInteger(image: string): bigint | undefined {
  const [, sign, prefix = "", digits = ""] = significantDigits.exec(image) ?? [];
  if (digits.length > maximumDigits) return undefined;
  const magnitude = BigInt(`${prefix}${digits === "" ? "0" : digits}`);
  return sign === "-" ? -magnitude : magnitude;
}

export function isInt64(value: bigint | undefined): boolean {
  return value !== undefined && BigInt.asIntN(64, value) === value;
}
