"""Reads faces as an engineer would write it with FastAPI: decoding and inference on a few threads,
both of which let go of the interpreter's lock, and orjson for the answer."""

import asyncio
import io
import json
import os
from concurrent.futures import ThreadPoolExecutor

import numpy
import onnxruntime
import orjson
from fastapi import FastAPI, HTTPException, Request, Response
from PIL import Image, ImageOps, UnidentifiedImageError

bundle = os.environ["BUNDLE"]
with open(os.path.join(bundle, "manifest.json"), encoding="utf-8") as file:
    manifest = json.load(file)
labels = manifest["labels"]
thresholds = [manifest["thresholds"][label] for label in labels]
_, height, width, _ = manifest["inputs"][0]["shape"]

options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
options.inter_op_num_threads = 1
options.add_session_config_entry("session.intra_op.allow_spinning", "0")
session = onnxruntime.InferenceSession(
    os.path.join(bundle, os.environ["NETWORK"]), options, providers=["CPUExecutionProvider"]
)
threads = ThreadPoolExecutor(max_workers=int(os.environ["THREADS"]))
app = FastAPI()


def cover(size):
    """The largest centred box that has the proportions of the model's input."""
    w, h = size
    box_w, box_h = (h * width / height, h) if w * height >= h * width else (w, w * height / width)
    left, top = (w - box_w) / 2, (h - box_h) / 2
    return left, top, left + box_w, top + box_h


def read(body):
    image = Image.open(io.BytesIO(body), formats=("JPEG", "PNG"))
    image = ImageOps.exif_transpose(image).convert("RGB")
    image = image.resize((width, height), Image.Resampling.BILINEAR, box=cover(image.size))
    probabilities = session.run(["probabilities"], {"images": numpy.asarray(image)[None]})[0][0]
    attributes = [
        {"name": label, "probability": p, "present": p >= threshold}
        for label, p, threshold in zip(labels, probabilities.tolist(), thresholds)
    ]
    return orjson.dumps({"images": [{"faces": [{"attributes": attributes}]}]})


@app.post("/attributes")
async def attributes(request: Request):
    body = await request.body()
    try:
        answer = await asyncio.get_running_loop().run_in_executor(threads, read, body)
    except (UnidentifiedImageError, OSError) as mistake:
        raise HTTPException(422, "not an image") from mistake
    return Response(answer, media_type="application/json")
