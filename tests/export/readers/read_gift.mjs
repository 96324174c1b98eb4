// Parse a GIFT file and print its questions as JSON; a fault ends it with its line.
import fs from "node:fs";
import { createRequire } from "node:module";
const { parse } = createRequire(process.argv[3] + "/")("gift-pegjs");
try {
  console.log(JSON.stringify(parse(fs.readFileSync(process.argv[2], "utf8"))));
} catch (error) {
  console.error(`${error.location?.start.line}: ${error.message}`);
  process.exit(1);
}
