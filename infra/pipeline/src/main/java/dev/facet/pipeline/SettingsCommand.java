package dev.facet.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code facet-pipeline settings}: the settings with what each means. */
@Command(
    name = "settings",
    description = "Prints all settings with their defaults and what each means, as YAML.",
    mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (InputStream in = SettingsCommand.class.getResourceAsStream("/defaults.yaml")) {
      spec.commandLine().getOut().print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    spec.commandLine().getOut().flush();
    return 0;
  }
}
