extension GroupColumnAnswers {
    /// Computes every measure of some families for all tables, over what was there.
    ///
    /// The answers are those of ``GroupMeasure/compute(on:z:)``: the same reasons, and numbers to 12 digits. Tables that
    /// are not regular, such as one with a missing estimate, an empty group or a negative value, are handed over to it one by one,
    /// which takes far longer a table; see ``handedOver``. For the others nothing is allocated.
    ///
    /// The columns must have the shape that these answers were made for.
    package mutating func compute(
        _ columns: GroupColumns, _ families: Set<ColumnFamily> = Set(ColumnFamily.allCases)
    ) {
        precondition(columns.tables == tables && columns.classes == classes, "answers of another shape")
        self.families = families
        let slots = ColumnSlot.allCases.filter { families.contains($0.family) }
        for slot in slots { clear(slot, columns.shape) }
        if classes < 3 {
            handedOver = tables
            for table in 0..<tables { irregular[table] = table }
        } else {
            handedOver = computeRegular(columns, LanePlan(columns.shape, families))
        }
        for table in irregular[..<handedOver] { handOver(table, columns, slots) }
    }

    /// A column without answers: none yet, or none for this reason in any complete table.
    private mutating func clear(_ slot: ColumnSlot, _ shape: GroupTable) {
        let reason = slot.reason(in: shape)
        let (blocks, code) = (stride / Lanes.scalarCount, reason?.code ?? 0)
        let column = (slot.rawValue * stride)..<((slot.rawValue + 1) * stride)
        reasons.withUnsafeMutableBufferPointer { $0[column].update(repeating: code) }
        guard reason != nil else { return }
        for block in 0..<blocks {
            estimates[slot.rawValue * blocks + block] = Lanes(repeating: .nan)
            errors[slot.rawValue * blocks + block] = Lanes(repeating: .nan)
        }
    }

    /// The scalar path's answers for one table.
    private mutating func handOver(_ table: Int, _ columns: GroupColumns, _ slots: [ColumnSlot]) {
        let whole = columns.table(at: table)
        for slot in slots {
            let place = slot.rawValue * stride + table
            let (block, lane) = place.quotientAndRemainder(dividingBy: Lanes.scalarCount)
            switch slot.measure.compute(on: whole) {
            case .defined(let estimate):
                reasons[place] = 0
                (estimates[block][lane], errors[block][lane]) = (estimate.value, estimate.se ?? .nan)
            case .undefined(let reason):
                reasons[place] = reason.code
                (estimates[block][lane], errors[block][lane]) = (.nan, .nan)
            }
        }
    }

    /// Fills the columns block by block and notes the tables that are not regular; returns how many there are.
    private mutating func computeRegular(_ columns: GroupColumns, _ plan: LanePlan) -> Int {
        let (tables, classes) = (tables, classes)
        return columns.withLanes { source in
            withLanes(stride: source.stride) { target, scratch, irregular in
                var block = LaneTables(classes: classes, scratch: scratch, target: target)
                var count = 0
                for place in 0..<source.stride {
                    block.compute(plan, from: source, at: place)
                    guard !all(block.regular) else { continue }
                    let start = place * Lanes.scalarCount
                    for lane in 0..<min(Lanes.scalarCount, tables - start) where !block.regular[lane] {
                        irregular[count] = start + lane
                        count += 1
                    }
                }
                return count
            }
        }
    }

    private mutating func withLanes(
        stride: Int, _ body: (LaneTarget, UnsafeMutablePointer<Lanes>, UnsafeMutablePointer<Int>) -> Int
    ) -> Int {
        estimates.withUnsafeMutableBufferPointer { estimates in
            errors.withUnsafeMutableBufferPointer { errors in
                reasons.withUnsafeMutableBufferPointer { reasons in
                    scratch.withUnsafeMutableBufferPointer { scratch in
                        irregular.withUnsafeMutableBufferPointer { irregular in
                            guard let estimates = estimates.baseAddress, let errors = errors.baseAddress,
                                let reasons = reasons.baseAddress, let scratch = scratch.baseAddress,
                                let irregular = irregular.baseAddress
                            else { return 0 }
                            let target = LaneTarget(
                                estimates: estimates, errors: errors, reasons: reasons, stride: stride)
                            return body(target, scratch, irregular)
                        }
                    }
                }
            }
        }
    }
}

extension GroupColumns {
    fileprivate func withLanes(_ body: (LaneColumns) -> Int) -> Int {
        estimates.withUnsafeBufferPointer { estimates in
            standardErrors.withUnsafeBufferPointer { errors in
                populations.withUnsafeBufferPointer { populations in
                    guard let estimates = estimates.baseAddress, let errors = errors.baseAddress,
                        let populations = populations.baseAddress
                    else { return 0 }
                    return body(
                        LaneColumns(estimates: estimates, errors: errors, populations: populations, stride: blocks))
                }
            }
        }
    }
}

/// What the tables share, as the lanes ask for it.
struct LaneShape {
    let isOrdered, isFavourable: Bool
    let reference: Int?
    let bounds: GroupTable.Bounds?

    init(_ shape: GroupTable) {
        (isOrdered, isFavourable) = (shape.isOrdered, shape.direction == .favourable)
        (reference, bounds) = (shape.reference, shape.bounds)
    }
}

/// What to compute for a block: the families asked for, as far as the shape of the tables has them.
struct LanePlan {
    let shape: LaneShape
    let extremes, gradients, logistic, spreads, distances, entropies, impacts: Bool

    init(_ shape: GroupTable, _ families: Set<ColumnFamily>) {
        self.shape = LaneShape(shape)
        extremes = families.contains(.extremes)
        gradients = families.contains(.gradients) && shape.isOrdered
        logistic = families.contains(.logistic) && ColumnSlot.logisticSlope.reason(in: shape) == nil
        spreads = families.contains(.spreads)
        distances = families.contains(.distances)
        entropies = families.contains(.entropies)
        impacts = families.contains(.impacts)
    }
}

extension LaneTables {
    /// Everything that is planned, for one block.
    mutating func compute(_ plan: LanePlan, from columns: LaneColumns, at block: Int) {
        read(columns, block: block, isOrdered: plan.shape.isOrdered)
        if plan.extremes { extremes(plan.shape) }
        if plan.gradients { concentration(plan.shape.bounds) }
        if plan.gradients || plan.logistic { line() }
        if plan.logistic, let bounds = plan.shape.bounds { logistic(bound: bounds.highest) }
        if plan.spreads { spreads() }
        if plan.distances { distances(plan.shape) }
        if plan.entropies { entropies() }
        if plan.impacts { impacts(plan.shape) }
    }
}
