// The board's pictures: outlines and filled parts as SVG paths, each in a square of 48.
.pragma library

function ring(x, y, r) {
    return `M${x - r} ${y} a${r} ${r} 0 1 0 ${2 * r} 0 a${r} ${r} 0 1 0 ${-2 * r} 0 Z `
}

const paper = "M11 4 H30 L38 12 V44 H11 Z M30 4 V12 H38 "
const bubble = "M5 8 H43 V34 H24 L14 43 V34 H5 Z "

const all = {
    "yes": { line: ring(24, 24, 20) + "M14 25 L21 32 L34 17" },
    "no": { line: ring(24, 24, 20) + "M16 16 L32 32 M32 16 L16 32" },
    "dont_know": {
        line: ring(24, 24, 20) + "M18 19 A6 6 0 1 1 26 25 Q24 26 24 30",
        solid: ring(24, 35, 2)
    },
    "again": { line: "M38 14 A17 17 0 1 0 41 26 M39 4 V15 H28" },
    "slowly": {
        line: "M6 32 A14 14 0 0 1 34 32 Z M34 30 Q36 20 42 22 Q46 26 42 32 H34 M11 32 V39 M28 32 V39 M13 25 L20 32 L27 25",
        solid: ring(41, 25, 1.6)
    },
    "write_it": { line: "M8 40 L11 29 L32 8 L40 16 L19 37 Z M27 13 L35 21 M24 42 H42" },

    "purpose_resident_record": {
        line: paper + ring(24, 20, 4.5) + "M16 34 A8 8 0 0 1 32 34 M17 39 H32"
    },
    "purpose_moving": {
        line: "M2 12 H28 V35 H2 Z M28 20 H37 L45 28 V35 H28 M34 25 V28 H42",
        solid: ring(11, 37, 4.5) + ring(36, 37, 4.5)
    },
    "purpose_seal": {
        line: "M19 4 H29 V20 Q35 22 35 28 V33 H13 V28 Q13 22 19 20 Z",
        solid: "M9 37 H39 V43 H9 Z"
    },
    "purpose_my_number": {
        line: "M3 9 H45 V39 H3 Z M27 18 H40 M27 25 H40 M27 32 H35 M8 33 A7 7 0 0 1 22 33 Z",
        solid: ring(15, 20, 4)
    },
    "purpose_family_register": {
        line: ring(17, 30, 12) + ring(31, 30, 12),
        solid: "M11 9 L17 4 L23 9 L17 17 Z"
    },
    "purpose_health_insurance": {
        line: "M24 3 L42 9 V22 C42 34 34 41 24 45 C14 41 6 34 6 22 V9 Z",
        solid: "M21 14 H27 V21 H34 V27 H27 V34 H21 V27 H14 V21 H21 Z"
    },
    "purpose_pension": {
        line: ring(15, 13, 7) + "M3 39 V36 A12 12 0 0 1 23 28 " + ring(34, 32, 12)
            + "M29 25 L34 31 L39 25 M34 31 V39 M29 32 H39 M29 36 H39"
    },
    "purpose_tax": { line: paper + "M17 17 L24.5 26 L32 17 M24.5 26 V39 M18 28 H31 M18 33 H31" },
    "purpose_child": {
        line: ring(20, 12, 8) + "M20 20 V32 M8 22 L20 25 L32 22 M20 32 L12 44 M20 32 L28 44 M17 14 A3.5 3.5 0 0 0 23 14",
        solid: ring(39, 38, 6)
    },
    "purpose_baby": {
        line: "M7 22 H41 A17 14 0 0 1 27 35 H21 A14 13 0 0 1 7 22 Z M24 22 V5 A17 17 0 0 1 41 22 M7 22 L3 12",
        solid: ring(16, 41, 4) + ring(33, 41, 4)
    },
    "purpose_care": {
        line: "M17 15 C10 22 12 29 15 33 L11 45 M15 32 L22 36 V45 M16 20 L24 27 L31 27 M31 45 V25 A4 4 0 0 1 39 25",
        solid: ring(20, 8, 5.5)
    },
    "purpose_disability": {
        line: "M19 13 V28 H31 L36 40 H42 M19 20 H29 M14 20 A13 13 0 1 0 31 36",
        solid: ring(19, 7, 4.5)
    },
    "purpose_waste": { line: "M9 13 H39 L36 44 H12 Z M5 13 H43 M17 13 V6 H31 V13 M19 20 V37 M24 20 V37 M29 20 V37" },
    "purpose_money": {
        line: "M4 14 H41 V41 H4 Z M4 14 L33 5 V14 M30 23 H45 V32 H30 A4.5 4.5 0 0 1 30 23 Z",
        solid: ring(33, 27.5, 2)
    },
    "purpose_letter": { line: "M3 10 H45 V39 H3 Z M3 11 L24 27 L45 11" },
    "purpose_other": { line: bubble, solid: ring(14, 21, 3) + ring(24, 21, 3) + ring(34, 21, 3) },

    "feel_hurts": { solid: "M27 2 L10 27 H22 L18 46 L38 19 H26 Z" },
    "feel_itches": {
        line: "M5 12 C11 4 16 20 22 12 S33 20 43 10 M5 24 C11 16 16 32 22 24 S33 32 43 22 M5 36 C11 28 16 44 22 36 S33 44 43 34"
    },
    "feel_swollen": { line: "M2 42 H10 C12 20 36 20 38 42 H46 M24 5 V16 M9 10 L14 19 M39 10 L34 19" },
    "feel_injured": {
        line: "M6 33 L33 6 A6.4 6.4 0 0 1 42 15 L15 42 A6.4 6.4 0 0 1 6 33 Z M15 24 L24 33 M24 15 L33 24",
        solid: ring(24, 20, 1.8) + ring(24, 28, 1.8) + ring(20, 24, 1.8) + ring(28, 24, 1.8)
    },
    "feel_numb": { line: "M4 12 L12 20 L20 12 L28 20 L36 12 L44 20 M4 28 L12 36 L20 28 L28 36 L36 28 L44 36" },

    "board": {
        line: "M4 4 H21 V21 H4 Z M27 4 H44 V21 H27 Z M4 27 H21 V44 H4 Z",
        solid: "M27 27 H44 V44 H27 Z"
    }
}

function oval(x, y, rx, ry) {
    return `M${x - rx} ${y} a${rx} ${ry} 0 1 0 ${2 * rx} 0 a${rx} ${ry} 0 1 0 ${-2 * rx} 0 Z `
}

const hands = oval(15, 141, 8, 12) + oval(105, 141, 8, 12)
const arms = "M30 72 Q18 74 16 88 L9 124 Q9 129 15 129 Q20 129 21 124 L32 92 Z "
    + "M90 72 Q102 74 104 88 L111 124 Q111 129 105 129 Q100 129 99 124 L88 92 Z"
const thighs = "M34 152 H59 V190 Q48 196 38 190 Z M61 152 H86 L82 190 Q72 196 61 190 Z "
const shins = "M39 214 Q48 220 58 214 L56 240 Q58 254 50 254 H33 Q31 246 42 240 Z "
    + "M81 214 Q72 220 62 214 L64 240 Q62 254 70 254 H87 Q89 246 78 240 Z"

// The figures, each in 120 x 260: what can be pressed, the smaller over the larger.
const front = [
    { part: "part_ear", path: oval(38, 32, 6, 9) + oval(82, 32, 6, 9) },
    { part: "part_head", path: oval(60, 28, 22, 25) },
    { part: "part_eye", dark: true, path: oval(51, 26, 4, 4) + oval(69, 26, 4, 4) },
    { part: "part_mouth", dark: true, path: "M51 39 Q60 42 69 39 Q67 46 60 46 Q53 46 51 39 Z" },
    { part: "part_throat", path: "M51 54 Q60 57 69 54 L70 66 H50 Z" },
    { part: "part_chest", path: "M44 68 H76 Q88 69 87 82 L85 108 H35 L33 82 Q32 69 44 68 Z" },
    { part: "part_belly", path: "M35 111 H85 L86 149 H34 Z" },
    { part: "part_arm", path: arms },
    { part: "part_hand", path: hands },
    { part: "part_leg", path: thighs + shins },
    { part: "part_knee", path: oval(48, 204, 10, 9) + oval(72, 204, 10, 9) }
]
const back = [
    { part: "part_ear", path: oval(38, 32, 6, 9) + oval(82, 32, 6, 9) },
    { part: "part_head", path: oval(60, 28, 22, 25) },
    { part: "part_throat", path: "M51 54 Q60 57 69 54 L70 65 H50 Z" },
    { part: "part_shoulder", path: "M44 67 H76 Q92 68 94 84 H26 Q28 68 44 67 Z" },
    { part: "part_back", path: "M33 87 H87 L85 118 H35 Z" },
    { part: "part_waist", path: "M35 121 H85 L86 149 H34 Z" },
    { part: "part_arm", path: "M25 87 H30 L21 124 Q20 129 15 129 Q9 129 9 124 L16 92 Q17 88 25 87 Z "
        + "M95 87 H90 L99 124 Q100 129 105 129 Q111 129 111 124 L104 92 Q103 88 95 87 Z" },
    { part: "part_hand", path: hands },
    { part: "part_leg", path: "M34 152 H59 L56 240 Q58 254 50 254 H33 Q31 246 42 240 Z "
        + "M61 152 H86 L78 240 Q89 246 87 254 H70 Q62 254 64 240 Z" }
]
