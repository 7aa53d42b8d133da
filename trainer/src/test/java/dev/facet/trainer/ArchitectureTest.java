package dev.facet.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The directions in which the trainer's parts know each other. */
class ArchitectureTest {
  private static final JavaClasses TRAINER =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.facet.trainer");

  @Test
  void knowsNeitherExporterNorFunctionNorHttp() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.facet.exporter..", "dev.facet.function..", "java.net.http..", "io.quarkus..")
        .check(TRAINER);
  }

  @Test
  void dataAndMetricsKnowNoEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.facet.trainer.data..",
            "dev.facet.trainer.augment..",
            "dev.facet.trainer.draw..",
            "dev.facet.trainer.evaluate..",
            "dev.facet.trainer.report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j..", "dev.facet.trainer.graph..", "dev.facet.trainer.plan..")
        .check(TRAINER);
  }

  @Test
  void networksDoNotKnowHowTheyAreTrained() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.facet.trainer.network..", "dev.facet.trainer.graph..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.facet.trainer.fit..",
            "dev.facet.trainer.optimize..",
            "dev.facet.trainer.plan..",
            "dev.facet.trainer.cli..")
        .check(TRAINER);
  }

  @Test
  void packagesHaveNoCircles() {
    slices().matching("dev.facet.trainer.(*)..").should().beFreeOfCycles().check(TRAINER);
  }
}
