// A number to make sure of. It tells by mark and word, not by colour alone, whether staff have.
import QtQuick
import QtQuick.Controls.Basic
import "../shared"
import "../theme"

AbstractButton {
    id: chip

    required property string number
    required property bool done
    required property string label
    property bool pressable: false
    property string face: Theme.face("ja") // of the number and its label

    // Confirmed by key it keeps the keyboard, until that goes on from here.
    enabled: pressable && (!done || activeFocus)
    focusPolicy: pressable ? Qt.StrongFocus : Qt.NoFocus
    implicitHeight: pressable ? Theme.target : row.implicitHeight + 12
    implicitWidth: mark.implicitWidth + figure.implicitWidth + remark.implicitWidth + 2 * row.spacing + 2 * 14
    Accessible.role: pressable ? Accessible.Button : Accessible.StaticText
    Accessible.name: number + " " + label
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: height / 2
        color: chip.done ? "transparent" : Theme.warningBackground
        border.width: chip.done ? 1 : 2
        border.color: chip.done ? Theme.stateLive : Theme.warningBorder

        FocusRing { shown: chip.visualFocus }
    }

    contentItem: Item {
        Row {
            id: row
            anchors.centerIn: parent
            spacing: 8

            Text {
                id: mark
                textFormat: Text.PlainText
                text: chip.done ? "✓" : "?"
                font.pixelSize: Theme.sizeBody
                font.weight: Font.Bold
                color: chip.done ? Theme.text : Theme.warningInk
            }

            Text {
                id: figure
                text: chip.number
                textFormat: Text.PlainText
                font.family: chip.face
                font.pixelSize: Theme.sizeLarge
                font.weight: Font.Bold
                color: chip.done ? Theme.text : Theme.warningInk
            }

            Text {
                id: remark
                anchors.baseline: figure.baseline
                // The number is never cut off.
                width: Math.min(implicitWidth, Math.max(0, chip.width - 2 * 14 - 2 * row.spacing - mark.width - figure.width))
                elide: Text.ElideRight
                text: chip.label
                textFormat: Text.PlainText
                font.family: chip.face
                font.pixelSize: Theme.sizeSmall
                color: chip.done ? Theme.textMuted : Theme.warningInk
            }
        }
    }
}
