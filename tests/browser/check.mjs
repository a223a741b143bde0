// Opens pages as readers do and prints what is wrong, as JSON.
// node check.mjs MODULES CHROMIUM PAGE…
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, executablePath, ...pages] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require("playwright-core");
const axe = require("axe-core").source;
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
const readers = [
  { width: 1280, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
  { width: 320, colorScheme: "light" },
  { width: 1280, colorScheme: "dark", contrast: "more" },
  { width: 1280, colorScheme: "dark", forcedColors: "active" },
  { width: 1280, colorScheme: "dark", media: "print" },
];

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const results = [];
for (const file of pages) {
  for (const { width, media, ...tastes } of readers) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, ...tastes });
    if (media) await page.emulateMedia({ media });
    const result = { file, width, media, ...tastes, messages: [], requests: [], dialogs: 0 };
    page.on("console", (message) => result.messages.push(message.text()));
    page.on("pageerror", (error) => result.messages.push(String(error)));
    page.on("dialog", (dialog) => { result.dialogs += 1; return dialog.dismiss(); });
    const address = pathToFileURL(file).href;
    page.on("request", (request) => request.url() === address || result.requests.push(request.url()));
    await page.goto(address);
    // Evaluated from outside, so the page's own policy stays in force.
    await page.evaluate(axe);
    // Forced colours are the reader's own; axe would compare them with ours.
    const rules = { "color-contrast": { enabled: !tastes.forcedColors } };
    const options = { runOnly: { type: "tag", values: tags }, rules };
    const report = await page.evaluate((chosen) => window.axe.run(chosen), options);
    result.passes = report.passes.length;
    result.violations = report.violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`);
    result.overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    result.ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    result.pictures = await page.evaluate(() => [...document.images].filter((image) => !image.naturalWidth).length);
    result.fonts = await page.evaluate(async () => [...(await document.fonts.ready)].map((font) => font.status));
    results.push(result);
    await page.close();
  }
}
await browser.close();
console.log(JSON.stringify(results));
