package dev.facet.exporter.bundle;

import static java.util.stream.Collectors.joining;

import dev.facet.exporter.run.RunMetricsReader.Judged;
import dev.facet.trainer.evaluate.AttributeMetrics;
import dev.facet.trainer.run.RunInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cyclonedx.model.component.modelCard.Considerations;
import org.cyclonedx.model.component.modelCard.consideration.FairnessAssessment;
import org.cyclonedx.model.component.modelCard.consideration.Risk;

/** What people should weigh before they use a model: purpose, limits, ethics, fairness. */
final class ModelConsiderations {
  private static final int WEAKEST = 5;

  private ModelConsiderations() {}

  static Considerations of(
      RunInfo.Dataset dataset, Optional<Judged> judged, Manifest.ParityEntry parity) {
    Considerations considerations = new Considerations();
    considerations.setUsers(
        List.of("Researchers and engineers who study how networks read faces."));
    considerations.setUseCases(
        List.of(
            "Research on facial attributes, their localisation and their errors.",
            "Not for decisions about people, not for identification, not for surveillance."));
    considerations.setTechnicalLimitations(limitations(dataset, judged));
    considerations.setPerformanceTradeoffs(
        List.of(
            "ONNX Runtime follows the trained network to within %s on %d faces."
                .formatted(parity.maxAbsoluteDifference(), parity.images())));
    considerations.setEthicalConsiderations(
        List.of(
            risk(
                "The network learnt from the dataset '%s'; terms of the faces: %s."
                    .formatted(dataset.name(), dataset.licence()),
                "Use the weights only as those terms allow; no image of the dataset is in the bundle"
                    + " or in Facet's repository."),
            risk(
                "Attributes such as Attractive, Male or Young are opinions of annotators about a"
                    + " picture and say nothing certain about a person.",
                "Show probabilities as what they are, and judge each attribute on its own.")));
    considerations.setFairnessAssessments(List.of(fairness()));
    return considerations;
  }

  private static List<String> limitations(RunInfo.Dataset dataset, Optional<Judged> judged) {
    List<String> limitations = new ArrayList<>();
    limitations.add(
        "Expects one aligned face in the framing of the dataset '%s'; other framings were not"
                .formatted(dataset.name())
            + " measured.");
    limitations.add(judged.map(ModelConsiderations::weakest).orElse("It was never evaluated."));
    return limitations;
  }

  private static String weakest(Judged judged) {
    return "Its weakest attributes, by gain over always guessing the more frequent class: %s."
        .formatted(
            judged.metrics().attributes().stream()
                .sorted(Comparator.comparingDouble(AttributeMetrics::gain))
                .limit(WEAKEST)
                .map(
                    each ->
                        String.format(
                            Locale.ROOT,
                            "%s %.1f %% against %.1f %%",
                            each.attribute(),
                            100 * each.accuracy(),
                            100 * each.majorityAccuracy()))
                .collect(joining(", ")));
  }

  private static FairnessAssessment fairness() {
    FairnessAssessment assessment = new FairnessAssessment();
    assessment.setGroupAtRisk("People who are rare in the dataset.");
    assessment.setHarms(
        "Their attributes are read with more errors; the accuracy over all faces does not show it.");
    assessment.setMitigationStrategy(
        "Compare balanced accuracy and average precision with accuracy for each attribute, and"
            + " measure on faces of those whom a use concerns.");
    return assessment;
  }

  private static Risk risk(String name, String mitigation) {
    Risk risk = new Risk();
    risk.setName(name);
    risk.setMitigationStrategy(mitigation);
    return risk;
  }
}
