const hex = (n) => n.toString(16).toUpperCase();

/** CSS unicode-range of ascending code points: "U+41-43,U+AC00". */
export function unicodeRange(codes) {
  const parts = [];
  for (let i = 0; i < codes.length; ) {
    let j = i;
    while (j + 1 < codes.length && codes[j + 1] === codes[j] + 1) j++;
    parts.push(i === j ? `U+${hex(codes[i])}` : `U+${hex(codes[i])}-${hex(codes[j])}`);
    i = j + 1;
  }
  return parts.join(",");
}
