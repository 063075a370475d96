extension ConfigurationNode {
    /// This value with that of a later file laid over it: maps key by key, anything else as a whole. Every part keeps
    /// the place it came from.
    func overlaid(with later: ConfigurationNode) -> ConfigurationNode {
        // The keys below are lost, so those above must not be taken for all there are.
        if case .unreadable = content, case .map = later.content { return self }
        guard case .map(let below) = content, case .map(let above) = later.content else {
            return later.hiding(self)
        }
        var entries = below
        for entry in above {
            guard let index = entries.firstIndex(where: { $0.key == entry.key }) else {
                entries.append(entry)
                continue
            }
            let value = entries[index].value.overlaid(with: entry.value)
            let isMerged =
                if case .map = entries[index].value.content, case .map = value.content { true } else { false }
            entries[index] = Entry(
                key: entry.key, keyOrigin: isMerged ? entries[index].keyOrigin : entry.keyOrigin, value: value)
        }
        return ConfigurationNode(content: .map(entries), origin: origin)
    }

    private func hiding(_ earlier: ConfigurationNode) -> ConfigurationNode {
        guard case .nothing = content else { return self }
        let hides = if case .nothing(let hides) = earlier.content { hides } else { true }
        return ConfigurationNode(content: .nothing(hides: hides), origin: origin)
    }
}
