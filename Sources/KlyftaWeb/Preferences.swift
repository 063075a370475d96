/// What a reader prefers, in the words of `Accept` or `Accept-Language`: a list whose items have weights (RFC 9110, 12.4).
package struct Preferences {
    private struct Item {
        var value: Substring
        var weight: Double
    }

    private let items: [Item]

    /// Reads a list. What is no item is left out: it is a wish, and no order.
    package init(_ text: String) {
        // Whoever sends hundreds wants something else than an answer.
        items = text.lowercased().split(separator: ",", maxSplits: 64).prefix(64).compactMap { item in
            let parts = item.split(separator: ";").map(Self.trimmed)
            guard let value = parts.first, !value.isEmpty else { return nil }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Self.weight($0.dropFirst(2)) }
            return Item(value: value, weight: weight ?? 1)
        }
    }

    /// The one of some languages that is preferred; `nil` if none is wanted. `sv-FI` is content with `sv`, and where
    /// several are wanted as much, the first that was named wins.
    package func language(among languages: [(tag: String, names: [String])]) -> String? {
        var best: (tag: String, weight: Double)?
        for item in items where item.weight > (best?.weight ?? 0) {
            let primary = item.value.prefix { $0 != "-" }
            let found = languages.first { $0.names.contains { $0 == primary } }
            if let tag = found?.tag ?? (item.value == "*" ? languages.first?.tag : nil) { best = (tag, item.weight) }
        }
        return best?.tag
    }

    /// How much a media type is wanted: by the range that says most about it; 0 if it is not.
    package func weight(of type: String) -> Double {
        let family = type.prefix { $0 != "/" } + "/*"
        for range in [type, String(family), "*/*"] {
            if let item = items.first(where: { $0.value == range }) { return item.weight }
        }
        return 0
    }

    /// A weight from 0 to 1 with at most three decimals; what is none counts as nothing wanted.
    private static func weight(_ text: Substring) -> Double {
        guard text.utf8.count <= 5, text.utf8.allSatisfy({ $0 == 46 || (48...57).contains($0) }),
            let weight = Double(text), weight <= 1
        else { return 0 }
        return weight
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
