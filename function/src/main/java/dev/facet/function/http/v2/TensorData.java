package dev.facet.function.http.v2;

import static dev.facet.function.http.v2.InferenceReader.wrong;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Numbers from 0 to 255 in lists, which may be nested as the shape is or flat. */
final class TensorData {
  private static final String FIELD = "inputs[0].data";
  private static final int MOST_AXES = 4;
  private static final int UNKNOWN = -1;

  private final byte[] numbers;
  private int count;
  private int axes;

  /** How many elements the lists of each depth have; all of one depth have as many. */
  private final int[] lengths = new int[MOST_AXES];

  private TensorData(int capacity) {
    numbers = new byte[capacity];
    Arrays.fill(lengths, UNKNOWN);
  }

  /**
   * Reads lists from the outermost opening bracket to its closing one.
   *
   * @param largest how many numbers there may be
   * @param text how many bytes of text there are; a number and what parts it from the next take two
   * @throws ProblemException when there are more, or something is no number from 0 to 255
   */
  static TensorData read(JsonParser parser, int largest, int text) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrong(FIELD + " is no list; send a list of numbers.");
    }
    TensorData data = new TensorData(Math.min(largest, text / 2));
    data.list(parser, 0);
    return data;
  }

  private void list(JsonParser parser, int depth) throws IOException {
    if (depth == MOST_AXES) {
      throw wrong(FIELD + " is nested deeper than its shape.");
    }
    int elements = 0;
    boolean lists = false;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      boolean isList = parser.currentToken() == JsonToken.START_ARRAY;
      if (elements > 0 && isList != lists) {
        throw wrong(FIELD + " mixes numbers and lists in one list.");
      }
      lists = isList;
      if (isList) {
        list(parser, depth + 1);
      } else {
        number(parser);
      }
      elements++;
    }
    if (lengths[depth] == UNKNOWN) {
      lengths[depth] = elements;
    }
    if (lengths[depth] != elements) {
      throw wrong(
          "%s is ragged: it has lists of %d and of %d elements side by side."
              .formatted(FIELD, lengths[depth], elements));
    }
    if (!lists) {
      if (axes != 0 && axes != depth + 1) {
        throw wrong(FIELD + " is nested deeper in some places than in others.");
      }
      axes = depth + 1;
    }
  }

  private void number(JsonParser parser) throws IOException {
    boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
    long value =
        whole && parser.getNumberType() == JsonParser.NumberType.INT
            ? parser.getIntValue()
            : UNKNOWN;
    if (value < 0 || value > 255) {
      throw wrong(
          "%s has an element that is no whole number from 0 to 255, at index %d row by row."
              .formatted(FIELD, count));
    }
    if (count == numbers.length) {
      throw new ProblemException(
          ProblemType.TOO_MANY_IMAGES,
          "%s has more than the %d numbers allowed; spread the images over several requests."
              .formatted(FIELD, numbers.length));
    }
    numbers[count++] = (byte) value;
  }

  /**
   * The numbers as bytes.
   *
   * @param shape that the lists are nested by, if they are
   * @param needed how many numbers it needs
   * @throws ProblemException when they do not agree
   */
  ByteBuffer pixels(List<Long> shape, int needed) {
    if (count != needed) {
      throw wrong("%s has %d numbers; the shape needs %d.".formatted(FIELD, count, needed));
    }
    for (int axis = 0; axis < axes; axis++) {
      if (axes > 1 && (axes != shape.size() || shape.get(axis) != lengths[axis])) {
        throw wrong(
            "%s is nested as %s and its shape is %s; nest it so, or send one flat list."
                .formatted(FIELD, Arrays.toString(Arrays.copyOf(lengths, axes)), shape));
      }
    }
    return ByteBuffer.wrap(numbers, 0, needed).slice();
  }
}
