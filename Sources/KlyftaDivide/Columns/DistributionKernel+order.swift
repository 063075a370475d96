/// The order by value.
extension DistributionKernel {
    private static var bits: UInt64 { 8 }
    static var buckets: Int { 1 << bits }
    private static var mask: UInt64 { UInt64(buckets - 1) }

    /// Sorts values with their inhabitants beside them.
    ///
    /// The range of the values is cut into 2^16 equal parts, and values are dealt into them in two passes of 2^8; then a
    /// pass of insertion puts right what one part still holds in disorder, which is little unless a few values lie far
    /// out. Where it is more than that, all 64 bits are sorted by the same method.
    mutating func sort(_ count: Int, from lowest: Double, to highest: Double) {
        cutIntoParts(count, from: lowest, to: highest)
        deal(count, passes: 2)
        take(count)
        guard !insert(count, atMost: 8 * count) else { return }
        sortAllBits(count)
    }

    /// A key for each value: its part in the upper half, its place in the lower.
    private func cutIntoParts(_ count: Int, from lowest: Double, to highest: Double) {
        let (values, keys) = (values, keys)
        let scale = 65_535 / (highest - lowest)
        // Added to 2^52, a number below it becomes the lower bits of the mantissa, rounded: larger values never get a
        // smaller part. Should the scale be no number, the parts are wrong, and the insertion finds out.
        let whole = 4_503_599_627_370_496.0
        for place in 0..<count {
            let part = ((values[place] - lowest) * scale + whole).bitPattern & 0xffff
            keys[place] = part << 32 | UInt64(truncatingIfNeeded: place)
        }
    }

    /// Sorts keys by the bits from 32 up, eight a pass (an even number of passes), each pass keeping the order of the one
    /// before.
    private func deal(_ count: Int, passes: UInt64) {
        let (counters, mask) = (counters, Self.mask)
        var (source, target) = (keys, spareKeys)
        for pass in 0..<passes {
            let shift = 32 + pass * Self.bits
            for bucket in 0..<Self.buckets { counters[bucket] = 0 }
            for place in 0..<count { counters[Int(source[place] &>> shift & mask)] &+= 1 }
            var start: UInt32 = 0
            for bucket in 0..<Self.buckets {
                let size = counters[bucket]
                counters[bucket] = start
                start &+= size
            }
            for place in 0..<count {
                let key = source[place]
                let bucket = Int(key &>> shift & mask)
                target[Int(counters[bucket])] = key
                counters[bucket] &+= 1
            }
            swap(&source, &target)
        }
    }

    /// Fetches values and inhabitants in the order of the keys.
    private func take(_ count: Int) {
        let (values, weights, sortedValues, sortedWeights) = (values, weights, sortedValues, sortedWeights)
        for place in 0..<count {
            let origin = Int(truncatingIfNeeded: keys[place] & 0xffff_ffff)
            sortedValues[place] = values[origin]
            sortedWeights[place] = weights[origin]
        }
    }

    /// Puts an almost sorted column in order.
    /// - Returns: `false` if that would take more than `limit` moves; the column is then in no order at all.
    private func insert(_ count: Int, atMost limit: Int) -> Bool {
        let (sortedValues, sortedWeights) = (sortedValues, sortedWeights)
        var left = limit
        for start in 1..<max(count, 1) where sortedValues[start - 1] > sortedValues[start] {
            let (value, weight) = (sortedValues[start], sortedWeights[start])
            var place = start
            while place > 0, sortedValues[place - 1] > value {
                sortedValues[place] = sortedValues[place - 1]
                sortedWeights[place] = sortedWeights[place - 1]
                place -= 1
            }
            sortedValues[place] = value
            sortedWeights[place] = weight
            left -= start - place
            guard left >= 0 else { return false }
        }
        return true
    }

    /// Sorts by all bits of the values, in two halves of four passes each: the lower half first.
    private func sortAllBits(_ count: Int) {
        for place in 0..<count {
            keys[place] = ordered(values[place]) << 32 | UInt64(truncatingIfNeeded: place)
        }
        deal(count, passes: 4)
        for place in 0..<count {
            let origin = keys[place] & 0xffff_ffff
            keys[place] = ordered(values[Int(origin)]) & ~0xffff_ffff | origin
        }
        deal(count, passes: 4)
        take(count)
    }

    /// The bits of a number, such that whole numbers are ordered as the numbers are.
    @inline(__always)
    private func ordered(_ value: Double) -> UInt64 {
        let bits = value.bitPattern
        return bits ^ (UInt64(bitPattern: Int64(bitPattern: bits) &>> 63) | 0x8000_0000_0000_0000)
    }

    /// The inhabitants up to each value.
    /// - Returns: Σ w·y·(inhabitants below + w/2), the area under the Lorenz curve before it is scaled.
    func accumulate(_ count: Int) -> Double {
        let (sortedValues, sortedWeights, reached) = (sortedValues, sortedWeights, reached)
        var (below, area) = (0.0, 0.0)
        for place in 0..<count {
            let weight = sortedWeights[place]
            area += weight * sortedValues[place] * (below + weight / 2)
            below += weight
            reached[place] = below
        }
        return area
    }
}
