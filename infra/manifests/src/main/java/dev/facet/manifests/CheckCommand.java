package dev.facet.manifests;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks the objects of files, each file for itself as one whole that is applied together. */
@Command(
    name = "facet-manifests",
    description = {
      "Checks Kubernetes objects that run the function, without a cluster: each against its schema and against the others of the same file.",
      "kubectl kustomize infra/kubernetes/overlays/knative-cpu | java -jar facet-manifests.jar -"
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "YAML files as they would be applied, or - for standard input.")
  private List<String> files;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = new ArrayList<>();
    int objects = 0;
    for (String file : files) {
      Manifests all = file.equals("-") ? Manifests.read(file, System.in) : Manifests.read(file);
      objects += all.all().size();
      findings.addAll(Checks.findings(all));
    }
    findings.forEach(out::println);
    if (!findings.isEmpty()) {
      out.printf("%d found.%n", findings.size());
      return ExitCode.SOFTWARE;
    }
    out.printf("%d objects are as they should be.%n", objects);
    return ExitCode.OK;
  }
}
