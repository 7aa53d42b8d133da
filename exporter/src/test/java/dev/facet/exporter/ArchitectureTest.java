package dev.facet.exporter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the parts run one way. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.facet");

  @Test
  void theExporterDoesNotKnowTheFunction() {
    noClasses()
        .that()
        .resideInAPackage("dev.facet.exporter..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.facet.function..")
        .check(CLASSES);
  }

  @Test
  void theTrainerDoesNotKnowTheExporter() {
    noClasses()
        .that()
        .resideInAPackage("dev.facet.trainer..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.facet.exporter..")
        .check(CLASSES);
  }

  @Test
  void onlyTheFrontEndAndParityKnowSameDiff() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.facet.exporter.graph..",
            "dev.facet.exporter.pass..",
            "dev.facet.exporter.onnx..",
            "dev.facet.exporter.runtime..",
            "dev.facet.exporter.bundle..",
            "dev.facet.exporter.check..",
            "dev.facet.exporter.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.nd4j..")
        .check(CLASSES);
  }

  @Test
  void onlyTheOnnxPackageTouchesTheMessages() {
    noClasses()
        .that()
        .resideInAPackage("dev.facet.exporter..")
        .and()
        .resideOutsideOfPackage("dev.facet.exporter.onnx..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.facet.exporter.onnx.proto..")
        .check(CLASSES);
  }

  @Test
  void thePackagesFormNoCycle() {
    slices().matching("dev.facet.exporter.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
