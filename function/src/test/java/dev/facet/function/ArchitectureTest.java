package dev.facet.function;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The function knows bundles, and nothing of how they are made. */
class ArchitectureTest {
  private static final JavaClasses FUNCTION =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.facet.function");

  @Test
  void knowsNeitherTrainerNorExporterNorTheirEngines() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.facet.trainer..", "dev.facet.exporter..", "org.nd4j..", "com.google.protobuf..")
        .check(FUNCTION);
  }

  @Test
  void onlyModelsTouchOnnxRuntime() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.facet.function.model..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .check(FUNCTION);
  }

  @Test
  void whoMayCallIsDecidedBeforeAnyCall() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.facet.function.access..", "dev.facet.function.audit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.facet.function.http..", "jakarta.ws.rs..")
        .check(FUNCTION);
  }

  @Test
  void decodingKnowsNoHttp() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.facet.function.image..", "dev.facet.function.bundle..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.facet.function.http..", "jakarta.ws.rs..", "io.vertx..")
        .check(FUNCTION);
  }
}
