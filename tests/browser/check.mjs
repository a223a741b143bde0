// Opens pages as readers do and prints what is wrong, as JSON.
// node check.mjs MODULES CHROMIUM PAGE…
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, executablePath, ...pages] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require("playwright-core");
const axe = require("axe-core").source;
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const readers = [
  { width: 1280, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
  { width: 320, colorScheme: "light" },
  { width: 1280, colorScheme: "dark", contrast: "more" },
  { width: 1280, colorScheme: "dark", forcedColors: "active" },
  { width: 1280, colorScheme: "dark", media: "print" },
];

// Texts of a slide that lie on one another.
const covered = () => [...document.querySelectorAll(".slide")].flatMap((slide) => {
  const texts = [...slide.querySelectorAll("p, h1, h2")].filter((text) => !text.closest(".unseen, details"));
  const places = texts.map((text) => text.getBoundingClientRect());
  const meet = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;
  return texts.flatMap((text, place) =>
    texts.slice(place + 1).filter((_, after) => meet(places[place], places[place + 1 + after]))
      .map((other) => `${text.textContent.trim()} / ${other.textContent.trim()}`));
});

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
    // Forced colours are the reader's own; axe would compare them with ours. Nobody taps on paper.
    const rules = { "color-contrast": { enabled: !tastes.forcedColors }, "target-size": { enabled: !media } };
    const options = { runOnly: { type: "tag", values: tags }, rules };
    const report = await page.evaluate((chosen) => window.axe.run(chosen), options);
    result.passes = report.passes.length;
    result.violations = report.violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`);
    result.overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    result.ground = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    result.covered = await page.evaluate(covered);
    result.pictures = await page.evaluate(() => [...document.images].filter((image) => !image.naturalWidth).length);
    result.fonts = await page.evaluate(async () => [...(await document.fonts.ready)].map((font) => font.status));
    results.push(result);
    await page.close();
  }
}
await browser.close();
console.log(JSON.stringify(results));
