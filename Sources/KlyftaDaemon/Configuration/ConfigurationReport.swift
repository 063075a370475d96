/// What reading a configuration brings to light besides its values: faults, and where defaults stood in.
///
/// All readers of one configuration share it, so that all faults are told at once.
final class ConfigurationReport {
    private var faults: [ConfigurationFault] = []
    private var told: Set<ConfigurationFault> = []
    /// The defaults that stood in for what was not written, by their path of keys.
    private(set) var defaults: [(path: [String], text: String)] = []
    /// Whether a file could not be read at all. What seems to be missing may then stand in that file, and to call it
    /// missing would send the reader looking for a second fault that does not exist.
    private(set) var isIncomplete = false

    /// Notes a fault at a place.
    func refuse(_ problem: String, at origin: ConfigurationOrigin, remedy: String = "") {
        add(ConfigurationFault(at: origin, problem, remedy: remedy))
    }

    /// Notes that something is missing that must be there.
    func miss(_ problem: String, at origin: ConfigurationOrigin, remedy: String) {
        if !isIncomplete { refuse(problem, at: origin, remedy: remedy) }
    }

    /// Notes a fault that makes the whole of a file unreadable.
    func giveUp(on fault: ConfigurationFault) {
        isIncomplete = true
        add(fault)
    }

    /// Notes that a default stood in.
    func assume(_ text: String, at path: [String]) {
        defaults.append((path, text))
    }

    /// - Throws: ``ConfigurationFaults`` if there was any fault.
    func check() throws(ConfigurationFaults) {
        guard !faults.isEmpty else { return }
        let ordered = faults.enumerated().sorted { one, other in
            one.element.position == other.element.position
                ? one.offset < other.offset
                : one.element.position.lexicographicallyPrecedes(other.element.position)
        }
        throw ConfigurationFaults(faults: ordered.map(\.element))
    }

    /// One node can be met twice, through an alias; its fault is told once.
    private func add(_ fault: ConfigurationFault) {
        if told.insert(fault).inserted { faults.append(fault) }
    }
}
