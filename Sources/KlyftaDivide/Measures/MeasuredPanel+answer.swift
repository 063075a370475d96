import KlyftaModel
import KlyftaStatistics

extension MeasuredPanel {
    /// A measure of the panel: raw, with limits at 95 % where its error is known, or the reason why it has none.
    package func answer(_ measure: Measure) -> Answer {
        do throws(Undefined) {
            let answer =
                switch measure {
                case .group(let measure): measure.compute(on: try table(for: measure))
                case .micro(let measure, let weight): try self.answer(measure, per: weight)
                }
            guard isExact, !measure.isForParityOnly, let estimate = answer.estimate else { return answer }
            return .defined(try Estimate(estimate.value, se: 0, z: Estimate.z95, scale: estimate.errorScale))
        } catch {
            return .undefined(error)
        }
    }

    /// The same as a gap whose growth always means that the divide widens; see ``Orientation``.
    package func gap(_ measure: Measure) -> Answer {
        let answer = answer(measure)
        return answer.estimate.map { measure.orientation.gap(of: $0, panel.indicator.direction) } ?? answer
    }

    /// The class means as the table that a group measure asks for.
    func table(for measure: GroupMeasure) throws(Undefined) -> GroupTable {
        let indicator = panel.indicator
        guard indicator.nature != .ordinal else { throw .ordinal }
        guard rows.contains(where: { $0.n > 0 }) else { throw .noValues }
        let needs = Measure.group(measure).needs
        let isInside = rows.allSatisfy { row in
            indicator.bounds.flatMap { bounds in row.mean.value.map { bounds.lowest <= $0 && $0 <= bounds.highest } }
                ?? true
        }
        guard isInside || !needs.contains(.bounds) else { throw .outsideBounds }
        let place = rows.firstIndex { $0.sizeClass == reference }
        let groups = rows.map {
            GroupTable.Group(estimate: $0.mean.value, standardError: $0.standardError, population: $0.inhabitants)
        }
        do throws(GroupTableFlaw) {
            return try GroupTable(
                groups,
                needs.contains(.reference) ? .unordered(reference: place) : .ordered(ranks: Array(rows.indices)),
                indicator.direction == .lowerIsBetter ? .adverse : .favourable,
                scale: indicator.unit == .percent ? 100 : 1, bounds: isInside ? indicator.bounds : nil)
        } catch {
            throw Undefined(error)
        }
    }

    private func answer(_ measure: MicroMeasure, per weight: Weight) throws(Undefined) -> Answer {
        let answer = try sample(per: weight).estimate(measure)
        guard let plain = answer.estimate else { return answer }
        if weight == .municipality, let share = try share(measure) {
            let limits = (share.lower, share.upper)
            return .defined(Estimate(finite: plain.value, try? share.standardError.get(), limits))
        }
        let error = plain.se.map { $0 * openPart.squareRoot() }
        return .defined(try Estimate(plain.value, se: error, z: Estimate.z95))
    }

    /// A share of municipalities with limits that also hold where none or all belong to it; nil for other measures.
    private func share(_ measure: MicroMeasure) throws(Undefined) -> ShareInterval? {
        let table = try micro.get()
        let belongs: (Double) -> Bool
        switch (measure, table.threshold) {
        case (.shareZero, _): belongs = { $0 == 0 }
        case (.shareAtOrAbove, let threshold?): belongs = { $0 >= threshold }
        default: return nil
        }
        return try? ShareInterval(
            successes: table.values.count(where: belongs), answers: table.values.count,
            units: of, inference: inference, confidence: 0.95)
    }
}
