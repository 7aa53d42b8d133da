"""What the generated Python client is run through; scenarios.txt names each."""

import json
import os
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

from facet_client import ApiClient, ApiException, Configuration, FacesApi, ModelsApi, OpenInferenceProtocolApi
from facet_client.models.image_answer import ImageAnswer
from facet_client.models.image_event import ImageEvent
from facet_client.models.inference_request import InferenceRequest
from facet_client.models.tensor import Tensor
from facet_client.models.wanted_tensor import WantedTensor

MODEL = "colour-parts"
PICTURES = Path(os.environ["FACET_PICTURES"])


def client(key: str) -> ApiClient:
    return ApiClient(Configuration(host=os.environ["FACET_URL"], api_key={"header": key}))


own = client(os.environ["FACET_KEY"])
faces = FacesApi(own)
models = ModelsApi(own)
inference = OpenInferenceProtocolApi(own)


def picture(name: str) -> tuple[str, bytes]:
    return name, (PICTURES / name).read_bytes()


def equal(found: object, expected: object) -> None:
    if found != expected:
        raise AssertionError(f"expected {expected!r}, found {found!r}")


def present(image: ImageAnswer) -> list[str]:
    assert image.faces is not None
    return [attribute.name for attribute in image.faces[0].attributes if attribute.present]


def refused(call: Callable[[], object]) -> ApiException:
    try:
        call()
    except ApiException as refusal:
        return refusal
    raise AssertionError("was not refused")


def problem(status: int, kind: str, call: Callable[[], object]) -> None:
    refusal = refused(call)
    equal((refusal.status, json.loads(refusal.body or "")["type"]), (status, f"/problems/{kind}"))


def event(name: str) -> ImageEvent:
    return ImageEvent(
        specversion="1.0",
        type="face",
        source="/scenarios",
        id="1",
        subject="a-face",
        datacontenttype="image/jpeg",
        data_base64=b64encode(picture(name)[1]).decode(),
    )


def tensors(shape: list[int]) -> InferenceRequest:
    return InferenceRequest(
        inputs=[Tensor(name="images", datatype="UINT8", shape=shape, data=[128] * (16 * 12 * 3))],
        outputs=[WantedTensor(name="probabilities")],
    )


def one_picture() -> None:
    answer = faces.read_attributes([picture("red.jpg")])
    equal((answer.model.name, present(answer.images[0])), (MODEL, ["Red"]))


def several_pictures() -> None:
    answer = faces.read_attributes([picture("blue.png"), picture("red.jpg")])
    equal([present(image) for image in answer.images], [["Blue"], ["Red"]])


def a_bad_picture_among_good_ones() -> None:
    bad, good = faces.read_attributes([picture("text.jpg"), picture("red.jpg")]).images
    assert bad.problem is not None
    equal((bad.problem.status, present(good)), (400, ["Red"]))


def no_picture() -> None:
    problem(400, "not-an-image", lambda: faces.read_attributes([picture("text.jpg")]))


def too_many_bytes() -> None:
    problem(413, "body-too-large", lambda: faces.read_attributes([picture("large.jpg")]))


def no_such_model() -> None:
    problem(404, "unknown-model", lambda: faces.read_attributes([picture("red.jpg")], model="nobody"))


def embeddings() -> None:
    found = faces.embed_faces([picture("red.jpg")]).images[0].faces
    assert found is not None
    embedding = found[0].embedding
    equal((len(embedding), abs(sum(float(value) ** 2 for value in embedding) - 1) < 1e-3), (3, True))


def one_person() -> None:
    answer = faces.verify_faces(picture("red.jpg"), picture("red.jpg"))
    equal((answer.same, abs(float(answer.similarity) - 1) < 1e-3), (True, True))


def nothing_to_compare() -> None:
    problem(400, "not-an-image", lambda: faces.verify_faces(picture("red.jpg"), picture("text.jpg")))


def where_it_looks() -> None:
    equal(len(faces.explain_attribute("Red", picture("red.jpg")[1]).mask.values), 4)


def no_such_attribute() -> None:
    problem(400, "bad-field", lambda: faces.explain_attribute("Smell", picture("red.jpg")[1]))


def an_event() -> None:
    answer = faces.read_event(event("red.jpg"))
    equal((answer.type, answer.subject, present(answer.data.images[0])), ("dev.facet.attributes", "a-face", ["Red"]))


def an_event_without_a_picture() -> None:
    problem(400, "not-an-image", lambda: faces.read_event(event("text.jpg")))


def list_models() -> None:
    names = {model.name for model in models.list_models().models}
    equal({MODEL, "mean-colour"} - names, set())


def a_model() -> None:
    manifest = json.loads(models.get_model_without_preload_content(MODEL).data)
    equal(manifest["labels"], ["Red", "Green", "Blue"])


def a_model_that_is_not_there() -> None:
    problem(404, "unknown-model", lambda: models.get_model("nobody"))


def server() -> None:
    equal(inference.server_live().live, True)
    equal(inference.server_ready().ready, True)
    equal(inference.server_metadata().name, "facet")
    equal(inference.model_ready(MODEL).ready, True)
    equal(inference.model_version_ready(MODEL, "1.0.0").ready, True)


def tensors_that_a_model_takes() -> None:
    equal([tensor.name for tensor in inference.model_metadata(MODEL).inputs], ["images"])
    outputs = {tensor.name for tensor in inference.model_version_metadata(MODEL, "1.0.0").outputs}
    equal({"probabilities", "embedding"} - outputs, set())


def infer_tensors() -> None:
    request = tensors([1, 16, 12, 3])
    equal([tensor.shape for tensor in inference.infer(MODEL, request).outputs], [[1, 3]])
    equal(inference.infer_version(MODEL, "1.0.0", request).model_version, "1.0.0")


def tensors_of_a_wrong_shape() -> None:
    refusal = refused(lambda: inference.infer(MODEL, tensors([1, 12, 16, 3])))
    equal((refusal.status, "shape" in json.loads(refusal.body or "")["error"]), (400, True))


def no_key() -> None:
    stranger = FacesApi(client("facet_wrong"))
    problem(401, "no-valid-key", lambda: stranger.read_attributes([picture("red.jpg")]))


def a_key_for_other_calls() -> None:
    reader = FacesApi(client(os.environ["FACET_OTHER_KEY"]))
    problem(403, "missing-scope", lambda: reader.read_attributes([picture("red.jpg")]))


SCENARIOS: dict[str, Callable[[], None]] = {
    "one-picture": one_picture,
    "several-pictures": several_pictures,
    "a-bad-picture-among-good-ones": a_bad_picture_among_good_ones,
    "no-picture": no_picture,
    "too-many-bytes": too_many_bytes,
    "no-such-model": no_such_model,
    "embeddings": embeddings,
    "one-person": one_person,
    "nothing-to-compare": nothing_to_compare,
    "where-it-looks": where_it_looks,
    "no-such-attribute": no_such_attribute,
    "an-event": an_event,
    "an-event-without-a-picture": an_event_without_a_picture,
    "models": list_models,
    "a-model": a_model,
    "a-model-that-is-not-there": a_model_that_is_not_there,
    "server": server,
    "tensors-that-a-model-takes": tensors_that_a_model_takes,
    "tensors": infer_tensors,
    "tensors-of-a-wrong-shape": tensors_of_a_wrong_shape,
    "no-key": no_key,
    "a-key-for-other-calls": a_key_for_other_calls,
}

failed = False
for name, scenario in SCENARIOS.items():
    try:
        scenario()
        print(f"passed {name}")
    except Exception as failure:  # every scenario is told of
        failed = True
        print(f"failed {name}: {failure!r}")
sys.exit(failed)
