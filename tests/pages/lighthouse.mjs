// Lighthouse over several pages in one browser: node lighthouse.mjs JUDGES CHROMIUM SWITCHES ADDRESS... prints {address: report}.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [judges, chromePath, switches, ...addresses] = process.argv.slice(2);
const load = (...parts) => import(pathToFileURL(join(judges, ...parts)));
const { default: lighthouse } = await load("lighthouse", "core", "index.js");
const { launch } = await load("chrome-launcher", "dist", "index.js");

const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", ...JSON.parse(switches)] });
try {
  const reports = {};
  for (const address of addresses) {
    const categories = ["accessibility", "best-practices", "seo"];
    const made = await lighthouse(address, { port: chrome.port, logLevel: "error", onlyCategories: categories });
    reports[address] = made.lhr;
  }
  process.stdout.write(JSON.stringify(reports));
} finally {
  await chrome.kill();
}
