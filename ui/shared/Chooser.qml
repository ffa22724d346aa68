// One of a list. The choice itself lives in the view model: ``chosen`` shows it, ``activated`` asks.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import "../theme"

ComboBox {
    id: chooser

    required property string label
    property int chosen: 0
    property int listWidth: width
    property var natives: [] // a second text of an entry, with its "native" and "face"

    function show() {
        currentIndex = Qt.binding(() => chooser.chosen)
    }

    implicitHeight: Theme.target
    implicitContentWidthPolicy: ComboBox.ContentItemImplicitWidth
    font.pixelSize: Theme.sizeBody
    focusPolicy: Qt.StrongFocus
    currentIndex: chosen
    opacity: enabled ? 1.0 : 0.55
    // A new list would leave the place of the old one, and a choice that is refused its own.
    onModelChanged: chooser.show()
    onActivated: chooser.show()

    Accessible.role: Accessible.ComboBox
    Accessible.name: chooser.label
    Accessible.description: chooser.displayText

    // On release, as in PushButton: the list takes the release of Enter as a choice.
    Keys.onReleased: event => {
        const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter
        if (enter && !event.isAutoRepeat && !chooser.popup.visible) {
            chooser.popup.open()
            event.accepted = true
        }
    }

    leftPadding: 0
    rightPadding: 0

    contentItem: Text {
        leftPadding: Theme.gap
        rightPadding: 2 * Theme.gap + chooser.indicator.width
        textFormat: Text.PlainText
        text: chooser.displayText
        font: chooser.font
        color: Theme.text
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }

    indicator: Drawing {
        x: chooser.width - width - Theme.gap
        y: (chooser.height - height) / 2
        width: 14
        height: 8
        units: 14
        line: "M1 1L7 7L13 1"
        stroke: 2
        ink: Theme.text
    }

    background: Rectangle {
        radius: Theme.radius
        color: chooser.hovered || chooser.down ? Theme.controlHover : Theme.control
        border.width: 1
        border.color: Theme.controlBorder

        FocusRing { shown: chooser.visualFocus }
    }

    delegate: ItemDelegate {
        id: entry

        required property int index
        required property var modelData
        readonly property var second: chooser.natives[index] ?? null

        width: ListView.view.width
        height: Theme.target
        highlighted: chooser.highlightedIndex === index
        font.pixelSize: Theme.sizeBody

        Accessible.role: Accessible.ListItem
        Accessible.name: entry.modelData

        contentItem: RowLayout {
            spacing: Theme.gapSmall

            Text {
                Layout.fillWidth: entry.second === null
                Layout.fillHeight: true
                textFormat: Text.PlainText
                text: entry.modelData
                font: entry.font
                color: entry.highlighted ? Theme.accentInk : Theme.text
                verticalAlignment: Text.AlignVCenter
                elide: Text.ElideRight
            }

            Text {
                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: entry.second !== null
                textFormat: Text.PlainText
                text: entry.second?.native ?? ""
                font.family: entry.second?.face ?? Theme.face("ja")
                font.pixelSize: Theme.sizeBody
                color: entry.highlighted ? Theme.accentInk : Theme.text
                verticalAlignment: Text.AlignVCenter
                elide: Text.ElideRight
            }
        }

        background: Rectangle {
            radius: Theme.radius - 4
            color: entry.highlighted ? Theme.accent : "transparent"
        }
    }

    popup: Popup {
        y: -height - 6
        margins: Theme.gapSmall  // moves it back into the window
        width: Math.max(chooser.width, chooser.listWidth)
        height: Math.min(entries.contentHeight + 2 * padding, 9.5 * Theme.target)
        padding: 6

        contentItem: ListView {
            id: entries
            clip: true
            model: chooser.popup.visible ? chooser.delegateModel : null
            currentIndex: chooser.highlightedIndex
            highlightMoveDuration: 0
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.vertical: SlimScrollBar {}
        }

        background: Rectangle {
            radius: Theme.radius
            color: Theme.surface
            border.width: 1
            border.color: Theme.controlBorder
        }
    }
}
