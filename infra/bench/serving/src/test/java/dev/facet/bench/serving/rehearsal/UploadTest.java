package dev.facet.bench.serving.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UploadTest {
  private static int status(String answer) throws IOException {
    return Upload.status(new ByteArrayInputStream(answer.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void takesTheStatusOfACompleteAnswer() throws IOException {
    assertThat(status("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")).isEqualTo(200);
    assertThat(status("HTTP/1.1 503 Service Unavailable\r\n\r\nno server")).isEqualTo(503);
  }

  @Test
  void anAnswerThatIsCutOffIsNone() {
    assertThatThrownBy(() -> status("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"))
        .hasMessage("the answer was cut off");
    assertThatThrownBy(() -> status("")).hasMessage("no complete answer came");
  }
}
