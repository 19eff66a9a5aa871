// Strings that long concatenations make are kept in parts; no comparison may see that.
const flat = 'xy'.repeat(600);
let built = '';
for (let i = 0; i < 600; i++) built += 'xy';
const joined = 'xy'.repeat(300) + 'xy'.repeat(300);
for (const text of [built, joined]) {
  console.log(text == flat, flat == text, text != flat, text === flat, [text] == flat, Object(text) == flat, text == flat + 'z');
}
console.log(joined == built, joined === built, new Set([built]).has(joined), new Map([[joined, 1]]).get(flat));
