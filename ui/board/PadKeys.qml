// The buttons of a pad: digits, or the parts of a date, time or period.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

GridLayout {
    id: keys

    required property var pad
    required property var labels // pad_erase, pad_year, ...; for periods also unit_minute, ...
    property string face: ""
    property bool tight: false // there is little height
    readonly property bool low: tight && width > 760 // side by side
    readonly property string eraser: "\u232b"
    readonly property bool dated: pad.kind === "date"
    readonly property bool timed: pad.kind === "time"

    columns: low ? 3 : 1
    columnSpacing: Theme.gap
    rowSpacing: Theme.gapSmall

    // Not Key: PySide would take it for the enumeration of that name.
    component PadKey: PushButton {
        required property string press

        objectName: "key_" + press
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumWidth: 32
        Layout.minimumHeight: 26
        Layout.maximumHeight: 84
        implicitWidth: 40
        implicitHeight: 26
        leftPadding: 2
        rightPadding: 2
        font.family: keys.face !== "" ? keys.face : Qt.application.font.family
        font.pixelSize: Math.max(16, Math.min(Theme.sizeStart, height * 0.5))
        font.weight: Font.Bold
        checked: keys.pad.chosen.includes(press)
        onClicked: keys.pad.press(press)
    }

    component Title: Text {
        Layout.preferredWidth: keys.low ? -1 : 72
        wrapMode: Text.Wrap
        textFormat: Text.PlainText
        font.family: keys.face !== "" ? keys.face : Qt.application.font.family
        font.pixelSize: Theme.sizeSmall
        color: Theme.textMuted
    }

    component Block: GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        columns: keys.low ? 1 : 2
        columnSpacing: 4
        rowSpacing: 4
    }

    component KeyGrid: GridLayout {
        id: grid

        required property var entries // of "press" and "text"

        Layout.fillWidth: true
        Layout.fillHeight: true
        columnSpacing: 6
        rowSpacing: 6
        uniformCellWidths: true
        uniformCellHeights: true

        Repeater {
            model: grid.entries

            PadKey {
                required property var modelData
                press: modelData.press
                text: modelData.text
                Accessible.name: modelData.name ?? modelData.text
            }
        }
    }

    function numbered(prefix: string, first: int, last: int, title: string): var {
        const found = []
        for (let n = first; n <= last; n++)
            found.push({ "press": prefix + n, "text": "" + n, "name": title + " " + n })
        return found
    }

    // -- numbers, amounts, periods
    KeyGrid {
        visible: !keys.dated && !keys.timed
        Layout.preferredWidth: 3
        Layout.maximumWidth: keys.tight ? 720 : 420
        Layout.alignment: Qt.AlignHCenter
        columns: keys.tight ? 6 : 3
        entries: ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map(each => ({ "press": each, "text": each }))
            .concat(keys.pad.kind === "number" ? [{ "press": ".", "text": "." }]
                : [{ "press": "clear", "text": "C", "name": keys.labels.pad_clear ?? keys.labels.pad_erase }])
            .concat([{ "press": "0", "text": "0" }, { "press": "back", "text": keys.eraser, "name": keys.labels.pad_erase }])
    }

    KeyGrid {
        visible: keys.pad.kind === "period"
        Layout.preferredWidth: 2
        Layout.maximumHeight: keys.low ? 10000 : 120
        columns: keys.low ? 2 : 3
        entries: keys.pad.kind === "period"
            ? keys.pad.units.map(unit => ({ "press": "unit:" + unit, "text": keys.labels["unit_" + unit] })) : []
    }

    // -- dates
    Block {
        visible: keys.dated
        Layout.fillHeight: keys.low
        Layout.preferredWidth: 3

        Title { text: keys.labels.pad_year }

        RowLayout {
            spacing: 6

            PadKey {
                press: "year:-1"
                text: "−"
                Layout.maximumHeight: keys.tight ? 38 : Theme.target
                implicitHeight: keys.tight ? 38 : Theme.target
                Accessible.name: keys.labels.pad_year + " −1"
            }
            Text {
                objectName: "padYear"
                Layout.preferredWidth: 84
                textFormat: Text.PlainText
                text: keys.pad.year === "" ? "–" : keys.pad.year
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Theme.sizeStart
                font.weight: Font.Bold
                color: Theme.text
            }
            PadKey {
                press: "year:+1"
                text: "＋"
                Layout.maximumHeight: keys.tight ? 38 : Theme.target
                implicitHeight: keys.tight ? 38 : Theme.target
                Accessible.name: keys.labels.pad_year + " +1"
            }
            PadKey {
                press: "back"
                text: keys.eraser
                Layout.maximumHeight: keys.tight ? 38 : Theme.target
                implicitHeight: keys.tight ? 38 : Theme.target
                Accessible.name: keys.labels.pad_erase
            }
        }

        Item {
            visible: keys.low
            Layout.fillHeight: true
        }
    }

    Block {
        visible: keys.dated
        Layout.preferredWidth: 4
        Layout.preferredHeight: keys.low ? 1 : 11

        Title { text: keys.labels.pad_month }

        KeyGrid {
            columns: keys.low ? 4 : 12
            entries: keys.dated ? keys.numbered("month:", 1, 12, keys.labels.pad_month) : []
        }
    }

    Block {
        visible: keys.dated
        Layout.preferredWidth: 9
        Layout.preferredHeight: keys.low ? 1 : 44

        Title { text: keys.labels.pad_day }

        KeyGrid {
            columns: keys.low ? 11 : 8
            entries: keys.dated ? keys.numbered("day:", 1, 31, keys.labels.pad_day) : []
        }
    }

    // -- times
    KeyGrid {
        visible: keys.timed
        Layout.preferredWidth: 2
        Layout.preferredHeight: 1
        columns: keys.low ? 1 : 2
        entries: keys.timed ? keys.pad.halves.map(half => ({ "press": "half:" + half, "text": keys.labels["pad_" + half] })) : []
    }

    KeyGrid {
        visible: keys.timed
        Layout.preferredWidth: 5
        Layout.preferredHeight: 2
        columns: 6
        entries: keys.timed ? [12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map(
            hour => ({ "press": "hour:" + hour % 12, "text": "" + hour })) : []
    }

    KeyGrid {
        visible: keys.timed
        Layout.preferredWidth: 3
        Layout.preferredHeight: 1
        columns: keys.low ? 2 : 4
        entries: keys.timed ? keys.pad.minutes.map(
            minute => ({ "press": "minute:" + minute, "text": ":" + (minute < 10 ? "0" : "") + minute })) : []
    }
}
