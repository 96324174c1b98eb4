// Makes a quiz of the rows of a sheet. In Google Sheets: File → Import the .tsv, then Extensions → Apps Script, paste this, run `makeQuiz`.
// Choices become multiple choice with their key; everything else becomes a question with a text to write.
function makeQuiz() {
  const sheet = SpreadsheetApp.getActiveSheet();
  const [head, ...rows] = sheet.getDataRange().getDisplayValues();
  const options = head.map((name, place) => (/^[A-H]$/.test(name) ? place : -1)).filter((place) => place >= 0);
  const key = options[options.length - 1] + 1;
  const title = options[0] - 2;
  const question = options[0] - 1;
  const form = FormApp.create(sheet.getName()).setIsQuiz(true);
  for (const row of rows) {
    const texts = options.map((place) => row[place]).filter((text) => text !== "");
    const right = row[key].split(", ");
    const lettered = texts.length > 0 && right.every((sign) => /^[A-H]$/.test(sign));
    const item = !lettered ? form.addParagraphTextItem() : right.length > 1 ? form.addCheckboxItem() : form.addMultipleChoiceItem();
    item.setTitle(row[title]).setHelpText(row[question]);
    if (lettered) {
      item.setChoices(texts.map((text, place) => item.createChoice(text, right.includes(String.fromCharCode(65 + place))))).setPoints(1);
    } else if (texts.length > 0) {
      item.setHelpText([row[question], ...texts].join("\n"));
    }
  }
  Logger.log(form.getEditUrl());
}
