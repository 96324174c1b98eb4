// Runs google-forms.js on a table, with the few parts of Google's Apps Script that it uses, and prints the form that it makes.
import fs from "node:fs";
const rows = fs.readFileSync(process.argv[3], "utf8").replace(/^\uFEFF/, "").trimEnd().split("\r\n").map((line) => line.split("\t"));
const made = [];
function item(kind) {
  const held = { kind };
  made.push(held);
  const self = {
    setTitle: (text) => ((held.title = text), self),
    setHelpText: (text) => ((held.help = text), self),
    createChoice: (text, right) => ({ text, right }),
    setChoices: (choices) => ((held.choices = choices), self),
    setPoints: (points) => ((held.points = points), self),
  };
  return self;
}
const form = {
  setIsQuiz: () => form,
  addParagraphTextItem: () => item("text"),
  addCheckboxItem: () => item("checkbox"),
  addMultipleChoiceItem: () => item("choice"),
  getEditUrl: () => "",
};
const world = {
  SpreadsheetApp: { getActiveSheet: () => ({ getName: () => "x", getDataRange: () => ({ getDisplayValues: () => rows }) }) },
  FormApp: { create: () => form },
  Logger: { log: () => {} },
};
new Function(...Object.keys(world), `${fs.readFileSync(process.argv[2], "utf8")}; makeQuiz();`)(...Object.values(world));
console.log(JSON.stringify(made));
