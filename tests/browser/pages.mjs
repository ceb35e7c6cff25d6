// Opens the site, the worksheet and the report in Chromium and fails where a page complains, asks the network for
// something, cannot be used, or is not accessible.
// usage: node pages.mjs FOLDER    FOLDER holds site/, sheet.html, report.html and redacted.html; pictures go to FOLDER/pictures
import { strict as assert } from "node:assert";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = resolve(process.argv[2]);
const pictures = join(folder, "pictures");
mkdirSync(pictures, { recursive: true });
const url = (path) => pathToFileURL(join(folder, path)).href;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });

/** Opens a page, or one after another, hands it to `use`, and looks at what it said and asked for. */
async function open(path, options, use) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) { complaints.push(`asked for ${request.url()}`); }
    if (request.resourceType() !== "document") { complaints.push(`needs ${request.url()}`); }
  });
  const paths = [path].flat();
  try {
    for (const next of paths.slice(0, -1)) {
      await page.goto(url(next));
      await use(page);
    }
    await page.goto(url(paths.at(-1)));
    await use(page);
  } catch (error) {
    await page.screenshot({ path: join(pictures, "failed.png") });
    throw new Error(`${path}: ${error.message}`, { cause: error });
  }
  assert.deepEqual(complaints, [], path);
  await context.close();
}

/** Fails on what axe-core calls serious or critical. */
async function accessible(page, name) {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => axe.run());
  assert.ok(passes.length > 10, `${name}: axe-core looked at too little`);
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  assert.deepEqual(grave.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html)]), [], name);
}

const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const brightness = (color) => color.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
const picture = (page, name) => page.screenshot({ path: join(pictures, `${name}.png`) });

/** Light and dark: as the system has it, then as the button says, and kept for the next page. */
async function lightAndDark(path, name) {
  for (const colorScheme of ["light", "dark"]) {
    await open(path, { colorScheme }, async (page) => {
      const dark = brightness(await background(page)) < 128;
      assert.equal(dark, colorScheme === "dark", `${name} in ${colorScheme}`);
      await accessible(page, `${name} in ${colorScheme}`);
      await picture(page, `${name}-${colorScheme}`);
      await page.click("#theme");
      assert.notEqual(brightness(await background(page)) < 128, dark, `${name}: the button changes nothing`);
      // Chromium writes down what is kept a moment later, on a busy machine some moments.
      let kept = false;
      for (let tries = 0; tries < 10 && !kept; tries += 1) {
        await page.waitForTimeout(300);
        await page.reload();
        kept = (brightness(await background(page)) < 128) !== dark;
      }
      assert.ok(kept, `${name}: the choice is not kept`);
    });
  }
}

// The site: every page without a complaint, the search, the links.
const pages = readdirSync(join(folder, "site"), { recursive: true }).filter((path) => path.endsWith(".html"));
await open(pages.map((path) => join("site", path)), {}, async (page) => {
  assert.equal(await page.locator("h1").count(), 1);
});
for (const [path, name] of [
  ["site/index.html", "site"], ["site/codes.html", "codes"], ["site/matrix.html", "matrix"],
  ["site/payers/il-rule132.html", "payer"], ["site/rules/NB301.html", "rule"], ["sheet.html", "sheet"],
]) {
  await lightAndDark(path, name);
}
await open("site/index.html", {}, async (page) => {
  const shown = () => page.locator("[data-words]:visible");
  const all = await shown().count();
  assert.ok(all > 80, `${all} pages`);
  await page.getByLabel(/Words or a code/).fill("NB301");
  assert.equal(await shown().count(), 1);
  assert.equal(await page.locator("#count").textContent(), "1 page");
  await page.getByLabel(/Words or a code/).fill("voice MESSAGE");
  const found = await shown().count();
  assert.ok(found > 1 && found < 20, `${found} pages on voice messages`);
  await page.getByLabel(/Words or a code/).fill("zzzz");
  assert.equal(await page.locator("#count").textContent(), "0 pages");
  await page.getByLabel(/Words or a code/).fill("fax");
  await shown().first().getByRole("link").click();
  assert.match(await page.title(), /fax/);
  await page.getByRole("link", { name: "il-rule132" }).first().click();
  assert.match(page.url(), /payers\/il-rule132\.html$/);
});
await open("site/index.html", { viewport: { width: 360, height: 700 } }, async (page) => {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 360, `the site is ${width} wide on a telephone`);
  await picture(page, "site-phone");
});
await open("site/index.html", { javaScriptEnabled: false }, async (page) => {
  assert.ok(await page.locator("[data-words]:visible").count() > 80, "without scripts there is no list");
});
await open("sheet.html", {}, async (page) => {
  await page.emulateMedia({ media: "print" });
  assert.ok(!(await page.locator("header nav").isVisible()));
  await page.pdf({ path: join(pictures, "sheet.pdf"), format: "A4" });
});

// The report: marks, what they tell by mouse, by keyboard and by touch, the filters, paper.
await lightAndDark("report.html", "report");
await lightAndDark("redacted.html", "redacted");
await open("report.html", {}, async (page) => {
  const tip = page.locator("#tip");
  const mark = page.locator("a.mark.non-billable").first();
  assert.ok(!(await tip.isVisible()));
  await mark.hover();
  assert.ok(await tip.isVisible(), "hovering tells nothing");
  const told = await tip.textContent();
  assert.match(told, /NB\d+/);
  assert.match(told, /il-rule132 Q\d+/, "the citation is missing");
  await picture(page, "report-tip");
  // The pointer may go over to what is told.
  await tip.hover();
  await page.waitForTimeout(400);
  assert.ok(await tip.isVisible(), "what is told goes away under the pointer");
  await page.mouse.move(2, 2);
  await tip.waitFor({ state: "hidden" });

  await mark.focus();
  assert.ok(await tip.isVisible(), "focus tells nothing");
  await page.keyboard.press("Escape");
  assert.ok(!(await tip.isVisible()), "Escape hides nothing");
  const before = page.url();
  await mark.click();
  assert.ok(await tip.isVisible(), "a click tells nothing");
  assert.equal(page.url(), before, "a click leads away");
  await page.keyboard.press("Enter");
  assert.match(page.url(), /#e[0-9a-f]+-\d+$/, "the Enter key does not lead to the entry");
});
await open("report.html", { hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } }, async (page) => {
  await page.locator("a.mark.non-billable").first().tap();
  assert.ok(await page.locator("#tip").isVisible(), "a tap tells nothing");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 390, `the report is ${width} wide on a telephone`);
  await picture(page, "report-phone");
});
await open("report.html", {}, async (page) => {
  const notes = page.locator("article.record:visible");
  const all = await notes.count();
  const codes = await page.locator("#code option").evaluateAll((options) => options.map((option) => option.value).filter(Boolean));
  assert.ok(codes.includes("NB101") && codes.includes("DU006"), codes.join(" "));
  await page.getByRole("combobox", { name: "Code" }).selectOption("NB101");
  const driving = await notes.count();
  assert.ok(driving > 0 && driving < all, `${driving} of ${all}`);
  const left = await page.locator(".entry:visible").evaluateAll((entries) => [...new Set(entries.map((entry) => entry.dataset.code))]);
  assert.deepEqual(left, ["NB101"]);
  assert.equal(await page.locator("#count").textContent(), `${driving} of ${all} notes`);
  await picture(page, "report-filtered");
  await page.getByRole("combobox", { name: "Code" }).selectOption("");
  await page.getByRole("combobox", { name: "Severity" }).selectOption("note");
  const severities = await page.locator(".entry:visible").evaluateAll((entries) => entries.map((entry) => entry.dataset.severity));
  assert.ok(severities.every((severity) => severity === "note"), severities.join(" "));
  await page.getByRole("combobox", { name: "Severity" }).selectOption("");
  await page.getByLabel("only notes with findings").check();
  const found = await notes.count();
  assert.ok(found > 0 && found < all, `${found} of ${all} have findings`);
  await page.getByLabel("only notes with findings").uncheck();
  assert.equal(await notes.count(), all);
  await page.getByRole("combobox", { name: "Staff" }).selectOption({ index: 1 });
  const one = await notes.count();
  assert.ok(one > 0 && one < all, `${one} of ${all} by one of the staff`);
});
await open("report.html", {}, async (page) => {
  // Everything can be reached and worked by keyboard alone.
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "To the content");
  const reached = new Set();
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement.id || document.activeElement.className));
  }
  for (const wanted of ["theme", "code", "severity", "staff", "found"]) { assert.ok(reached.has(wanted), wanted); }
  assert.ok([...reached].some((name) => name.includes("mark")), [...reached].join(", "));
});
await open("report.html", {}, async (page) => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  assert.ok(brightness(await background(page)) > 128 , "paper is dark");
  assert.ok(!(await page.locator(".filters").isVisible()));
  await page.pdf({ path: join(pictures, "report.pdf"), format: "A4", printBackground: true });
});
await open("report.html", { javaScriptEnabled: false }, async (page) => {
  assert.ok(await page.locator(".entry").first().isVisible(), "without scripts nothing is told");
  assert.ok(!(await page.locator(".filters").isVisible()));
});
// Words of notes are words, whatever they look like.
await open("report.html", {}, async (page) => {
  assert.equal(await page.evaluate(() => globalThis.taken), undefined);
  assert.ok((await page.locator("body").textContent()).includes("<script>taken = 1</script>"));
});
await open("redacted.html", {}, async (page) => {
  const text = await page.locator("body").textContent();
  assert.ok(!/DPSS|voicemail for PO|Rivera|taken/.test(text), "words are left");
  assert.ok(await page.locator("a.mark.non-billable").count() > 0, "no mark is left");
  await page.locator("a.mark.non-billable").first().hover();
  assert.match(await page.locator("#tip").textContent(), /NB\d+/);
});
{
  const context = await browser.newContext();
  const page = await context.newPage();
  const started = Date.now();
  await page.goto(url("many.html"));
  assert.equal(await page.locator("article.record").count(), 2000);
  const loaded = Date.now() - started;
  await page.getByRole("combobox", { name: "Code" }).selectOption("NB101");
  await page.waitForFunction(() => document.getElementById("count").textContent !== "2000 of 2000 notes");
  const took = Date.now() - started;
  console.log(`2000 notes: shown in ${loaded} ms, filtered after ${took} ms`);
  assert.ok(took < 30_000, `2000 notes take ${took} ms`);
  await context.close();
}
await browser.close();
