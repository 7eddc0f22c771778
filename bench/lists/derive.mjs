export function deriveThresholds() {
  return 2;
}
