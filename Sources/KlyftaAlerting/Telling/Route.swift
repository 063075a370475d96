import KlyftaModel

/// The way to one sink: who is told there of which alerts, and in which language.
package struct Route: Hashable, Sendable {
    /// The name of the sink.
    package let sink: String
    /// What its readers read.
    package let language: Language
    /// Which alerts its readers want.
    package let match: LabelMatch

    /// A way that takes everything unless told otherwise.
    package init(to sink: String, in language: Language, match: LabelMatch = LabelMatch()) {
        self.sink = sink
        self.language = language
        self.match = match
    }

    /// Whether an event is told there.
    package func takes(_ record: AlertRecord) -> Bool { match.covers(record) }
}

extension AlertRecord {
    /// What ways and silences look at: what every alert has, and the operator's own labels.
    package var routingLabels: [String: String] {
        var labels = (labels ?? [:]).merging(["alert": alert, "rule": rule, "kind": kind]) { $1 }
        labels["severity"] = severity
        if let indicator = numbers?.indicator {
            labels["indicator"] = indicator
            labels["source"] = indicator.split(separator: ".", maxSplits: 1).first.map(String.init)
        } else if rule == SourceTrouble.rule {
            labels["source"] = identity?["source"]
        }
        return labels
    }

    /// Whether it opens an episode.
    package var isOpening: Bool { kind == AlertEvent.Kind.fired.rawValue }

    /// Whether nothing of it happened: somebody tries out the sinks.
    package var isDrill: Bool { reason == "drill" }

    /// Whether it ends an episode: it is over, or it never was.
    package var isClosing: Bool { ["resolved", "retracted"].contains(kind) }
}
