package dev.facet.function.model.device;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import dev.facet.function.config.Configured;
import dev.facet.function.config.FacetConfig;
import dev.facet.function.model.device.DeviceChoice.Chosen;
import dev.facet.function.model.device.DeviceChoice.Unusable;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {
  private static Optional<String> works(Cuda cuda) {
    return Optional.empty();
  }

  private static Optional<String> fails(Cuda cuda) {
    return Optional.of("no driver");
  }

  private static Optional<String> notAsked(Cuda cuda) {
    throw new AssertionError("a GPU was tried");
  }

  @Test
  void aBuildForProcessorsTriesNoGpuByDefault() {
    assertThat(DeviceChoice.of(device("auto"), false, DeviceChoiceTest::notAsked))
        .isEqualTo(new Chosen(new Processor(), Optional.empty()));
  }

  @Test
  void theProcessorIsTakenWithoutTryingWhereItIsAskedFor() {
    assertThat(DeviceChoice.of(device("cpu"), true, DeviceChoiceTest::notAsked))
        .isEqualTo(new Chosen(new Processor(), Optional.empty()));
  }

  @Test
  void autoTakesAGpuThatWorks() {
    assertThat(DeviceChoice.of(device("auto"), true, DeviceChoiceTest::works))
        .isInstanceOfSatisfying(
            Chosen.class, chosen -> assertThat(chosen.device()).isInstanceOf(Cuda.class));
  }

  @Test
  void autoSaysWhyItTookTheProcessor() {
    assertThat(DeviceChoice.of(device("auto"), true, DeviceChoiceTest::fails))
        .isEqualTo(
            new Chosen(new Processor(), Optional.of("CUDA device 0 cannot be used: no driver")));
  }

  @Test
  void autoRunsInt8OnTheProcessor() {
    FacetConfig config = Configured.with(Map.of("facet.precision", "int8"));

    assertThat(DeviceChoice.of(config, true, DeviceChoiceTest::notAsked))
        .isInstanceOfSatisfying(
            Chosen.class,
            chosen -> {
              assertThat(chosen.device()).isEqualTo(new Processor());
              assertThat(chosen.remark())
                  .hasValueSatisfying(why -> assertThat(why).contains("int8"));
            });
  }

  @Test
  void cudaIsNeverReplacedByTheProcessor() {
    assertThat(DeviceChoice.of(device("cuda"), true, DeviceChoiceTest::fails))
        .isEqualTo(
            new Unusable(
                "facet.device is cuda, but CUDA device 0 cannot be used: no driver. Mend that, or"
                    + " set facet.device to auto or cpu."));
    assertThat(DeviceChoice.of(device("cuda"), true, DeviceChoiceTest::works))
        .isInstanceOf(Chosen.class);
  }

  @Test
  void cudaSaysWhichBuildItNeeds() {
    assertThat(DeviceChoice.of(device("cuda"), false, DeviceChoiceTest::notAsked))
        .isInstanceOfSatisfying(
            Unusable.class, unusable -> assertThat(unusable.sentence()).contains("-P cuda"));
  }

  @Test
  void theProbeRunsANetworkWhereItCan() {
    assertThat(CudaProbe.failure(new Processor(), OrtEnvironment.getEnvironment())).isEmpty();
  }

  @Test
  void theProbeSaysWhatOnnxRuntimeSays() {
    // in a build for processors this is what a GPU without its libraries looks like
    Cuda cuda = Cuda.of(Configured.with(Map.of()).cuda());

    assertThat(CudaProbe.failure(cuda, OrtEnvironment.getEnvironment()))
        .hasValueSatisfying(why -> assertThat(why).contains("CUDA").doesNotContain("\n"));
  }

  private static FacetConfig device(String name) {
    return Configured.with(Map.of("facet.device", name));
  }
}
