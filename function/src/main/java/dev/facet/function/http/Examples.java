package dev.facet.function.http;

/** Answers as they look, for the OpenAPI document. The numbers are made up. */
final class Examples {
  static final String ONE_FACE =
      """
      {
        "model": {
          "name": "celeba-pse",
          "version": "1.0.0",
          "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        },
        "images": [
          {
            "faces": [
              {
                "attributes": [
                  {"name": "Eyeglasses", "probability": 0.02, "present": false},
                  {"name": "Smiling", "probability": 0.93, "present": true}
                ]
              }
            ]
          }
        ]
      }""";

  static final String ONE_OF_TWO =
      """
      {
        "model": {
          "name": "celeba-pse",
          "version": "1.0.0",
          "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        },
        "images": [
          {
            "faces": [
              {"attributes": [{"name": "Smiling", "probability": 0.93, "present": true}]}
            ]
          },
          {
            "problem": {
              "type": "/problems/not-an-image",
              "title": "Not an image",
              "status": 400,
              "detail": "Image part 2 is not an image: it starts with the bytes 68 65 6c 6c; send a JPEG or PNG."
            }
          }
        ]
      }""";

  static final String EMBEDDING =
      """
      {
        "model": {
          "name": "celeba-arcface",
          "version": "1.0.0",
          "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        },
        "images": [{"faces": [{"embedding": [0.6, -0.8, 0.0]}]}]
      }""";

  static final String VERIFICATION =
      """
      {
        "model": {
          "name": "celeba-arcface",
          "version": "1.0.0",
          "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        },
        "similarity": 0.71,
        "threshold": 0.42,
        "falseAcceptRate": 0.001,
        "same": true
      }""";

  static final String EXPLANATION =
      """
      {
        "model": {
          "name": "celeba-pse",
          "version": "1.1.0",
          "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        },
        "attribute": "Smiling",
        "probability": 0.93,
        "group": "mouth",
        "mask": {"height": 2, "width": 3, "values": [[0.1, 0.2, 0.1], [0.3, 0.9, 0.3]]}
      }""";

  private Examples() {}
}
