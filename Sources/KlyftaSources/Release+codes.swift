import KlyftaModel

extension Release {
    /// Refuses a figure under a code that was not in force in its time, as the release's own list of changes tells it.
    ///
    /// Such a figure is another municipality's, or a guess at how a divided one would have been. A municipality that was
    /// only renumbered may stand under its later code: offices write their series so.
    func refuseCodesOutOfTime() throws(SourceFault) {
        guard !boundaryChanges.isEmpty else { return }
        let inForce = CodesInForce(boundaryChanges)
        do {
            for crowd in populations { _ = try inForce.code(of: crowd.municipality, on: crowd.day.divisionDay) }
            for figure in observations where figure.outcome.value != nil {
                // A period in which a new division begins has two, and offices use either.
                if inForce.contains(figure.municipality, on: figure.period.firstDay) { continue }
                _ = try inForce.code(of: figure.municipality, on: figure.period.lastDay.divisionDay)
            }
        } catch {
            throw SourceFault(
                at: "release of \(source), \(error.place)", error.problem, remedy: error.remedy, kind: .suspect)
        }
    }
}
