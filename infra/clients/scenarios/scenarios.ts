// What the generated TypeScript client is run through; scenarios.txt names each.
import { readFile } from "node:fs/promises";
import { Configuration, FacesApi, ModelsApi, OpenInferenceProtocolApi, ResponseError } from "../target/typescript/src/index.js";
import type { ImageAnswer, ImageEvent, InferenceRequest } from "../target/typescript/src/index.js";

const MODEL = "colour-parts";

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

const configured = (key: string) => new Configuration({ basePath: given("FACET_URL"), apiKey: key });
const own = configured(given("FACET_KEY"));
const faces = new FacesApi(own);
const models = new ModelsApi(own);
const inference = new OpenInferenceProtocolApi(own);

const bytes = async (name: string) => new Uint8Array(await readFile(`${given("FACET_PICTURES")}/${name}`));
const picture = async (name: string) => new Blob([await bytes(name)], { type: "image/jpeg" });

function equal(found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new Error(`expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
  }
}

const present = (image: ImageAnswer) =>
  image.faces?.[0].attributes.filter((attribute) => attribute.present).map((attribute) => attribute.name);

async function refused(call: Promise<unknown>): Promise<Response> {
  try {
    await call;
  } catch (refusal) {
    if (refusal instanceof ResponseError) return refusal.response;
    throw refusal;
  }
  throw new Error("was not refused");
}

async function problem(status: number, type: string, call: Promise<unknown>): Promise<void> {
  const answer = await refused(call);
  equal([answer.status, (await answer.json()).type], [status, `/problems/${type}`]);
}

async function event(name: string): Promise<ImageEvent> {
  const base64 = btoa(String.fromCharCode(...(await bytes(name))));
  return {
    specversion: "1.0", type: "face", source: "/scenarios", id: "1", subject: "a-face",
    datacontenttype: "image/jpeg", dataBase64: base64,
  };
}

const tensors = (shape: number[]): InferenceRequest => ({
  inputs: [{ name: "images", datatype: "UINT8", shape, data: new Array(16 * 12 * 3).fill(128) }],
  outputs: [{ name: "probabilities" }],
});

const scenarios: [string, () => Promise<void>][] = [
  ["one-picture", async () => {
    const answer = await faces.readAttributes({ image: [await picture("red.jpg")] });
    equal([answer.model.name, present(answer.images[0])], [MODEL, ["Red"]]);
  }],
  ["several-pictures", async () => {
    const answer = await faces.readAttributes({ image: [await picture("blue.png"), await picture("red.jpg")] });
    equal(answer.images.map(present), [["Blue"], ["Red"]]);
  }],
  ["a-bad-picture-among-good-ones", async () => {
    const answer = await faces.readAttributes({ image: [await picture("text.jpg"), await picture("red.jpg")] });
    equal([answer.images[0].problem?.status, present(answer.images[1])], [400, ["Red"]]);
  }],
  ["no-picture", async () =>
    problem(400, "not-an-image", faces.readAttributes({ image: [await picture("text.jpg")] }))],
  ["too-many-bytes", async () =>
    problem(413, "body-too-large", faces.readAttributes({ image: [await picture("large.jpg")] }))],
  ["no-such-model", async () =>
    problem(404, "unknown-model", faces.readAttributes({ image: [await picture("red.jpg")], model: "nobody" }))],
  ["embeddings", async () => {
    const answer = await faces.embedFaces({ image: [await picture("red.jpg")] });
    const embedding = answer.images[0].faces?.[0].embedding ?? [];
    const length = embedding.reduce((sum, value) => sum + value * value, 0);
    equal([embedding.length, Math.abs(length - 1) < 1e-3], [3, true]);
  }],
  ["one-person", async () => {
    const answer = await faces.verifyFaces({ probe: await picture("red.jpg"), reference: await picture("red.jpg") });
    equal([answer.same, Math.abs(answer.similarity - 1) < 1e-3], [true, true]);
  }],
  ["nothing-to-compare", async () =>
    problem(400, "not-an-image",
      faces.verifyFaces({ probe: await picture("red.jpg"), reference: await picture("text.jpg") }))],
  ["where-it-looks", async () => {
    const answer = await faces.explainAttribute({ attribute: "Red", body: await picture("red.jpg") });
    equal(answer.mask.values.length, 4);
  }],
  ["no-such-attribute", async () =>
    problem(400, "bad-field", faces.explainAttribute({ attribute: "Smell", body: await picture("red.jpg") }))],
  ["an-event", async () => {
    const answer = await faces.readEvent({ imageEvent: await event("red.jpg") });
    equal([answer.type, answer.subject, present(answer.data.images[0])], ["dev.facet.attributes", "a-face", ["Red"]]);
  }],
  ["an-event-without-a-picture", async () =>
    problem(400, "not-an-image", faces.readEvent({ imageEvent: await event("text.jpg") }))],
  ["models", async () => {
    const names = (await models.listModels()).models.map((model) => model.name);
    equal([names.includes(MODEL), names.includes("mean-colour")], [true, true]);
  }],
  ["a-model", async () => {
    const manifest = (await models.getModel({ name: MODEL })) as { labels: string[] };
    equal(manifest.labels, ["Red", "Green", "Blue"]);
  }],
  ["a-model-that-is-not-there", async () => problem(404, "unknown-model", models.getModel({ name: "nobody" }))],
  ["server", async () => {
    equal((await inference.serverLive()).live, true);
    equal((await inference.serverReady()).ready, true);
    equal((await inference.serverMetadata()).name, "facet");
    equal((await inference.modelReady({ model: MODEL })).ready, true);
    equal((await inference.modelVersionReady({ model: MODEL, version: "1.0.0" })).ready, true);
  }],
  ["tensors-that-a-model-takes", async () => {
    equal((await inference.modelMetadata({ model: MODEL })).inputs.map((tensor) => tensor.name), ["images"]);
    const outputs = (await inference.modelVersionMetadata({ model: MODEL, version: "1.0.0" })).outputs;
    equal(outputs.some((tensor) => tensor.name === "embedding"), true);
  }],
  ["tensors", async () => {
    const inferenceRequest = tensors([1, 16, 12, 3]);
    const answer = await inference.infer({ model: MODEL, inferenceRequest });
    equal(answer.outputs.map((tensor) => tensor.shape), [[1, 3]]);
    const again = await inference.inferVersion({ model: MODEL, version: "1.0.0", inferenceRequest });
    equal(again.modelVersion, "1.0.0");
  }],
  ["tensors-of-a-wrong-shape", async () => {
    const answer = await refused(inference.infer({ model: MODEL, inferenceRequest: tensors([1, 12, 16, 3]) }));
    equal([answer.status, (await answer.json()).error.includes("shape")], [400, true]);
  }],
  ["no-key", async () =>
    problem(401, "no-valid-key",
      new FacesApi(configured("facet_wrong")).readAttributes({ image: [await picture("red.jpg")] }))],
  ["a-key-for-other-calls", async () =>
    problem(403, "missing-scope",
      new FacesApi(configured(given("FACET_OTHER_KEY"))).readAttributes({ image: [await picture("red.jpg")] }))],
];

for (const [name, scenario] of scenarios) {
  try {
    await scenario();
    console.log(`passed ${name}`);
  } catch (failure) {
    process.exitCode = 1;
    console.log(`failed ${name}: ${failure}`);
  }
}
