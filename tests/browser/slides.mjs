// Shows a deck as a speaker does and prints what is seen, as JSON.
// node slides.mjs MODULES CHROMIUM PAGE
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, executablePath, file] = process.argv.slice(2);
const { chromium } = createRequire(`${modules}/`)("playwright-core");

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
await page.goto(pathToFileURL(file).href);
const shown = () => page.evaluate(() => {
  const slides = [...document.querySelectorAll(".slide")];
  return slides.findIndex((slide) => Math.abs(slide.getBoundingClientRect().top) < 2);
});
const result = { shown: [await shown()] };
for (const key of ["ArrowDown", "PageDown", "Space", "ArrowUp", "PageUp"]) {
  await page.keyboard.press(key);
  await page.waitForTimeout(700);
  result.shown.push(await shown());
}
await page.click(".slide:nth-of-type(1) a[rel=next]");
await page.waitForTimeout(700);
result.linked = await page.evaluate(() => location.hash.slice(1));
result.slides = await page.evaluate(() => document.querySelectorAll("section.slide").length);
result.tall = await page.evaluate(() => [...document.querySelectorAll(".slide")].filter((slide) => slide.offsetHeight > innerHeight + 1).map((slide) => slide.id));
const paper = await page.pdf({ preferCSSPageSize: true, printBackground: true });
result.pages = paper.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
await browser.close();
console.log(JSON.stringify(result));
