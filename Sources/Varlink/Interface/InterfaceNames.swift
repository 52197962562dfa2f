/// The names that the interface definition language admits (UAPI.20). ASCII only.
enum InterfaceNames {
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
        isLetter(scalar) || ("0"..."9").contains(scalar)
    }

    /// `[A-Z][A-Za-z0-9]*`: types, methods, errors.
    static func isMember(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, ("A"..."Z").contains(first) else { return false }
        return name.unicodeScalars.allSatisfy(isAlphanumeric)
    }

    /// `[A-Za-z](_?[A-Za-z0-9])*`: fields, parameters, values of enumerations.
    static func isField(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, isLetter(first) else { return false }
        return hasSingleInnerSeparators(name.unicodeScalars, separator: "_")
    }

    /// `[A-Za-z]([-]*[A-Za-z0-9])*(\.[A-Za-z0-9]([-]*[A-Za-z0-9])*)+`
    static func isInterface(_ name: String) -> Bool {
        let labels = name.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, let first = name.unicodeScalars.first, isLetter(first) else { return false }
        return labels.allSatisfy { label in
            guard let start = label.first, let end = label.last else { return false }
            return isAlphanumeric(start) && isAlphanumeric(end)
                && label.allSatisfy { $0 == "-" || isAlphanumeric($0) }
        }
    }

    private static func hasSingleInnerSeparators(
        _ scalars: String.UnicodeScalarView, separator: Unicode.Scalar
    ) -> Bool {
        var wasSeparator = false
        for scalar in scalars {
            if scalar == separator {
                if wasSeparator { return false }
                wasSeparator = true
            } else if isAlphanumeric(scalar) {
                wasSeparator = false
            } else {
                return false
            }
        }
        return !wasSeparator
    }
}
