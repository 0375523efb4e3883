// What the server would not take, told before it is kept: the same limits as moru/src/judging/inspections/forms.rs, and
// the shape of a resident registration number as crates/korea/src/numbers/resident.rs reads it.

const NUMBER = /([0-9]{6})[\s\-]{0,3}[1-8][0-9]{6}/y;
const isDigit = (text: string | undefined) => text !== undefined && text >= "0" && text <= "9";

/** Whether a text holds what looks like a resident registration number. */
export function isResident(text: string): boolean {
  const plain = text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, "-");
  for (let at = 0; at < plain.length; at += 1) {
    NUMBER.lastIndex = at;
    const found = NUMBER.exec(plain);
    if (!found) continue;
    const runsOn = isDigit(plain[at - 1]) || isDigit(plain[NUMBER.lastIndex]);
    const [month, day] = [Number(found[1]?.slice(2, 4)), Number(found[1]?.slice(4))];
    if (!runsOn || (month >= 1 && month <= 12 && day >= 1 && day <= 31)) return true;
  }
  return false;
}

/** The name of the sentence that says what is wrong with a text of so many characters at most; nothing if nothing is. */
export function problem(text: string, limit: number): "too-long" | "resident" | undefined {
  if ([...text].length > limit) return "too-long";
  return isResident(text) ? "resident" : undefined;
}
